"""VitaminC (Schuster, Fisch & Barzilay 2021, "Get Your Vitamin C! Robust Fact Verification with Contrastive Evidence")."""

from dataclasses import replace

from counterclaim.importers import fever

FORMAT = replace(
    fever.FORMAT,
    name="vitaminc",
    summary="VitaminC's JSON lines, also zipped",
    cluster="the Wikipedia page, with all its contrastive cases",
    remarks=(*fever.FORMAT.remarks, "U+FFFD in some texts is damage of the corpus and stays as it is."),
)
