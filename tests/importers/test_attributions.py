"""brat standoff and GUM in documents of our own: spans by hand, what tools write differently, and every fault of broken files."""

import pytest
from conftest import TOY
from importing import rows

from counterclaim.corpus.sources import read_corpus
from counterclaim.exchange import FORMATS
from counterclaim.exchange.documents import to_documents

TEXT = "Oven closed\n\n“Cold,” Ms Café said, “and dark.” It was reported that it rained.\n"


def mark(number, kind, *words, text=TEXT, shift=0):
    """A T line for these words of the text, a piece each."""
    pieces = [(text.index(one) + shift, text.index(one) + len(one) + shift) for one in words]
    return f"T{number}\t{kind} {';'.join(f'{start} {end}' for start, end in pieces)}\t{' '.join(words)}\n"


POLNEAR = (
    mark(1, "Source", "Ms Café")
    + mark(2, "Cue", "said")
    + mark(3, "Content", "“Cold,”", "“and dark.”")
    + mark(4, "Attribution", "said")
    + "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    + mark(5, "Cue", "It was reported")
    + mark(6, "Content", "that it rained")
    + "T7\tAttribution 68 69\tI\n".replace("68 69\tI", f"{TEXT.index('It was')} {TEXT.index('It was') + 2}\tIt")
    + "E2\tAttribution:T7 Content:T6 Cue:T5\n"
    + "E3\tAttribution:T7 Cue:T5\n"
    + "E4\tAttribution:T7 Cue:T5 Content:T6\n"
    + mark(8, "Discard", "Oven closed")
    + "#1\tAnnotatorNotes T1\tsure\n"
)


def words(row, role):
    return [[row["text"][start:end] for start, end in one[role]] for one in row["attributions"]]


def test_polnear_folders_with_an_annotators_name(corpus):
    corpus.put(
        {
            "data/dev/text/trial-of-ovens.txt": TEXT,
            "data/dev/attributions/trial-of-ovens_4b22.ann": POLNEAR,
            "data/README.txt": "Nothing marked.",
        }
    )
    data = corpus.load("brat")
    (row,) = data.rows("attribution", "validation")
    assert (row["id"], row["event"]) == ("data/dev/attributions/trial-of-ovens_4b22", "data/dev/text/trial-of-ovens")
    assert words(row, "content") == [["“Cold,”", "“and dark.”"], ["that it rained"]]
    assert words(row, "source") == [["Ms Café"], []]
    assert words(row, "cue") == [["said"], ["It was reported"]]
    first = row["attributions"][0]
    assert (first["by"], first["cue_type"], first["parent"], first["claims"]) == ([], None, "", [])
    report = corpus.report
    assert (report.records, report.kept) == (4, 2)
    assert report.mapped == {"cue, content -> attribution": 1, "source, cue, content -> attribution": 1}
    assert report.dropped == {"an attribution has no content": 1, "the same attribution twice in one document": 1}
    assert report.left_out == {
        "line of brat that begins with #": 1,
        "mark without a role: discard": 1,
        "text without a file of marks": 1,
    }


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("counted", [True, False], ids=["counted", "not counted"])
def test_line_ends_of_two_characters(corpus, bom, counted):
    raw = TEXT.replace("\n", "\r\n")
    marks = mark(1, "Source", "Ms Café", text=bom + raw if counted else TEXT) + mark(
        2, "Content", "that it rained", text=bom + raw if counted else TEXT
    )
    corpus.put(
        {"train/a.txt": bom + raw, "train/a.ann": marks.replace("\n", "\r\n") + "E1\tAttribution:T1 Source:T1 Content:T2\r\n"}
    )
    (row,) = corpus.load("brat").rows("attribution", "train")
    assert row["text"] == TEXT
    assert words(row, "content") == [["that it rained"]]
    assert words(row, "source") == [["Ms Café"]]


def test_a_text_without_attributions_and_numbered_roles(corpus):
    text = "A told b c, x e."
    numbered = (
        mark(1, "Content", "b", text=text)
        + mark(2, "Content", "x", text=text)
        + mark(3, "Cue", "told", text=text)
        + "E1\tCue:T3 Content:T1 Content2:T2 Within:E9\n"
    )
    corpus.put({"a.txt": text, "a.ann": numbered, "b.txt": "Nothing.\n", "b.ann": ""})
    found = rows(corpus.load("brat"), "attribution")
    assert words(found["a"], "content") == [["b", "x"]]
    assert words(found["a"], "cue") == [["told"]]  # the trigger itself
    assert found["b"]["attributions"] == []
    assert corpus.report.left_out["role within"] == 1


def test_an_export_of_ours_comes_back(corpus, toy_data):
    (event,) = read_corpus(TOY).events
    documents = [one for one in to_documents(event, event.gold) if "." not in one.name]
    corpus.put({str(path): text for path, text in FORMATS["brat"].write(documents, corpus.path).items()})
    found = rows(corpus.load("brat"), "attribution")
    for row in toy_data.rows("attribution", "test")[:3]:
        mine = sorted((one["content"], one["source"], one["cue"]) for one in found[row["article"]]["attributions"])
        assert mine == sorted((one["content"], one["source"], one["cue"]) for one in row["attributions"])


def test_broken_marks_are_all_told(corpus):
    corpus.put(
        {
            "a.txt": TEXT,
            "a.ann": "T1\tSource 0 4\tOvens\nT2\tContent 0 900\tOven\nT3\tCue zero 4\tOven\nE1\tA:T9 Source:T1 Cue:T8\nE2\n",
            "b.ann": "",
            "c.txt": b"\xff",
            "c.ann": "",
        }
    )
    told = corpus.faults("brat")
    expected = [
        "a.ann: line 3: expected T1<TAB>Kind",
        "a.ann: line 1: expected the words at 0 4: 'Oven', found 'Ovens'",
        "a.ann: line 2: expected the words at 0 900",
        "a.ann: line 4: expected a mark that the event stands on",
        "a.ann: line 4: expected roles of marks that exist, found 'Cue:T8'",
        "a.ann: line 5: expected a mark that the event stands on, found ''",
        "b.ann: expected a text b.txt",
        "c.txt: line 1: expected text in utf-8",
    ]
    assert [fault[: len(start)] for fault, start in zip(told, expected, strict=True)] == expected


CONLLU = """# newdoc id = GUM_news_made
# meta::dateCreated = 2020-01-02
# meta::title = Oven stands still
# newpar
# text = Oven stands still
1\tOven\toven\tNOUN\tNN\t_\t2\tnsubj\t_\t_
2\tstands\tstand\tVERB\tVBZ\t_\t0\troot\t_\t_
3\tstill\tstill\tADV\tRB\t_\t2\tadvmod\t_\t_

# newpar
# text = She's said: "it was cold."
1-2\tShe's\t_\t_\t_\t_\t_\t_\t_\t_
1\tShe\tshe\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2\t's\thave\tAUX\tVBZ\t_\t3\taux\t_\t_
3\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t:\t:\tPUNCT\t:\t_\t3\tpunct\t_\t_
5\t"\t"\tPUNCT\t``\t_\t8\tpunct\t_\tSpaceAfter=No
6\tit\tit\tPRON\tPRP\t_\t8\tnsubj\t_\t_
7\twas\tbe\tAUX\tVBD\t_\t8\tcop\t_\t_
8\tcold\tcold\tADJ\tJJ\t_\t3\tccomp\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpaceAfter=No
10\t"\t"\tPUNCT\t''\t_\t8\tpunct\t_\t_

# text = That, I think, wilna hold.
1\tThat\tthat\tPRON\tDT\t_\t7\tnsubj\t_\tSpaceAfter=No
2\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_
3\tI\tI\tPRON\tPRP\t_\t4\tnsubj\t_\t_
4\tthink\tthink\tVERB\tVBP\t_\t7\tparataxis\t_\tSpaceAfter=No
5\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_
6-7\twilna\t_\t_\t_\t_\t_\t_\t_\t_
6\twill\twill\tAUX\tMD\t_\t8\taux\t_\t_
7\tnot\tnot\tPART\tRB\t_\t8\tadvmod\t_\t_
8\thold\thold\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_
"""
RS4 = """<rst><header><relations><rel name="same-unit" type="multinuc"/><rel name="joint-list" type="multinuc"/>
<rel name="elaboration-additional" type="rst"/><rel name="attribution-positive" type="rst"/></relations></header><body>
<segment id="1" parent="10" relname="organization-heading">Oven stands still</segment>
<segment id="2" parent="3" relname="attribution-positive">She 's said :</segment>
<segment id="3" parent="8" relname="span">" it was cold . "</segment>
<segment id="4" parent="7" relname="same-unit">That ,</segment>
<segment id="5" parent="6" relname="attribution-negative">I think ,</segment>
<segment id="6" parent="9" relname="span">will not hold .</segment>
<group id="8" type="span" parent="10" relname="joint-list"/>
<group id="9" type="span" parent="7" relname="same-unit"/>
<group id="7" type="multinuc" parent="10" relname="joint-list"/>
<group id="10" type="multinuc"/>
<signals>
<signal source="2" type="semantic" subtype="attribution_source" tokens="4"/>
<signal source="2" type="lexical" subtype="indicative_word" tokens="6,7,8"/>
<signal source="5" type="semantic" subtype="attribution_source" tokens="16"/>
</signals></body></rst>
"""
GUM = {"dep/GUM_news_made.conllu": CONLLU, "rst/rstweb/GUM_news_made.rs4": RS4, "dep/GUM_fiction_x.conllu": "left out"}


def test_gum(corpus):
    data = corpus.put(GUM).load("gum")
    (row,) = data.rows("attribution", "train")
    assert row["text"] == 'Oven stands still\n\nShe\'s said: "it was cold." That, I think, wilna hold.'
    assert (row["id"], row["title"], row["published"], row["outlet_name"]) == (
        "news_made",
        "Oven stands still",
        "2020-01-02",
        "Wikinews",
    )
    assert words(row, "source") == [["She"], ["I"]]
    assert words(row, "cue") == [["said"], []]
    assert words(row, "content") == [["it was cold"], ["That", "wilna hold"]]
    assert corpus.report.mapped == {"attribution-negative -> attribution": 1, "attribution-positive -> attribution": 1}


def test_where_the_source_is_in_the_rest_the_clause_is_that_of_the_saying(corpus):
    corpus.put({**GUM, "rst/rstweb/GUM_news_made.rs4": RS4.replace('tokens="16"', 'tokens="14"')})
    (row,) = corpus.load("gum").rows("attribution", "train")
    assert words(row, "content")[1] == ["wilna hold"]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("rst/rstweb/GUM_news_made.rs4", "</rst>", "", "expected XML"),
        ("rst/rstweb/GUM_news_made.rs4", "it was cold", "it was very cold", "the 22 tokens of GUM_news_made.conllu, found 23"),
        ("rst/rstweb/GUM_news_made.rs4", 'id="10" type="multinuc"', 'id="10" type="multinuc" parent="8"', "a node under a root"),
        ("rst/rstweb/GUM_news_made.rs4", 'parent="3" relname="attr', 'parent="33" relname="attr', "a node under a root"),
        ("dep/GUM_news_made.conllu", "\tcold\tcold", "\tcool\tcold", "a word of the sentence's text, found 'cool'"),
    ],
)
def test_gum_broken(corpus, name, old, new, told):
    assert old in GUM[name]
    found = corpus.put({**GUM, name: GUM[name].replace(old, new, 1)}).faults("gum")
    assert told in found[0], found


def test_gum_without_relations(corpus):
    (told,) = corpus.put({"dep/GUM_news_made.conllu": CONLLU, "dep/x.rs4": RS4}).faults("gum")
    assert "GUM_news_made.rs4" in told
