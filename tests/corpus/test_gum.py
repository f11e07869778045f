"""GUM's documents as a user has them, made up in its forms; the real ones where they are at hand."""

import pytest
from conftest import ROOT

from counterclaim.audit.realism import reference
from counterclaim.corpus.gum import conllu_text, read_gum
from counterclaim.errors import Misuse

REAL = ROOT.parent / "shared" / "external" / "gum-wikinews"

CONLLU = """# newdoc id = GUM_news_made
# newpar
# sent_id = 1
# text = Oven stands still
1\tOven\toven\tNOUN\tNN\t_\t2\tnsubj\t_\t_
2\tstands\tstand\tVERB\tVBZ\t_\t0\troot\t_\t_
3\tstill\tstill\tADV\tRB\t_\t2\tadvmod\t_\t_

# newpar
# newpar_block = p (2 s)
# sent_id = 2
# text = She said it was cold.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
3\tit\tit\tPRON\tPRP\t_\t5\tnsubj\t_\t_
4\twas\tbe\tAUX\tVBD\t_\t5\tcop\t_\t_
5\tcold\tcold\tADJ\tJJ\t_\t2\tccomp\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = 3
# text = Nobody came.
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""
RS4 = """<rst><header/><body>
<segment id="1" parent="2" relname="organization-heading">Oven stands still</segment>
<segment id="2" parent="3" relname="attribution-positive">She said</segment>
<segment id="3" parent="5" relname="span">it was cold .</segment>
<segment id="4" parent="5" relname="joint-list">Nobody came .</segment>
<group id="5" type="multinuc"/>
<signals>
<signal source="2" type="lexical" subtype="indicative_word" tokens="5"/>
<signal source="2" type="semantic" subtype="attribution_source" tokens="4"/>
</signals></body></rst>
"""


@pytest.fixture
def gum(tmp_path):
    for path, text in (("dep/GUM_news_made.conllu", CONLLU), ("rst/rstweb/GUM_news_made.rs4", RS4)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_text_has_the_form_of_an_article():
    assert conllu_text(CONLLU) == "Oven stands still\n\nShe said it was cold. Nobody came."


def test_attributions_by_hand(gum):
    (document,) = read_gum(gum)
    assert document.words == 10
    ((cue, quoted, pronoun),) = document.attributions
    assert (cue, quoted, pronoun) == (("said",), False, True)
    told = {figure.name: figure.told for figure in reference([document])}
    assert told["attributions per 100 words"].startswith("10.00")
    assert told["cues that are a form of say"] == "1 of 1 (100.0%)"


def test_another_folder_is_misuse(tmp_path):
    with pytest.raises(Misuse, match="a copy of GUM"):
        read_gum(tmp_path)


def test_the_real_documents():
    if not REAL.exists():
        pytest.skip("GUM's documents are not in this clone: they are the user's to supply")
    documents = read_gum(REAL)
    assert len(documents) == 24
    assert sum(len(document.attributions) for document in documents) == 247
