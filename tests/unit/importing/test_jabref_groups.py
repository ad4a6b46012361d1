"""The tree of groups and the folders of files that JabRef keeps in a .bib file."""

from pincite.importing.references.bibtex.file import read_bib

NEW = r"""
@Book{adler2014, title = {Towns}, author = {Ruth Adler}, groups = {Prices, Loose}}
@Book{nord2022, title = {Tides}, author = {Jan Nord}}
@Comment{jabref-meta: databaseType:bibtex;}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Grain\;0\;1\;0x8a8a8aff\;\;\;;
2 StaticGroup:Prices\;0\;1\;\;\;\;;
1 StaticGroup:Law / Sea\;0\;1\;\;\;\;;
}
@Comment{jabref-meta: fileDirectory:my pdfs;}
"""
OLD = r"""
@Book{adler2014, title = {Towns}, author = {Ruth Adler}}
@Book{nord2022, title = {Tides}, author = {Jan Nord}}
@comment{jabref-meta: groupsversion:3;}
@comment{jabref-meta: groupstree:
0 AllEntriesGroup:;
1 ExplicitGroup:Grain\;2\;;
2 ExplicitGroup:Prices\;0\;adler2014\;no
rd2022\;;
1 KeywordGroup:Dynamic\;0\;keywords\;x\;0\;0\;;
2 ExplicitGroup:Below\;0\;nord2022\;;
}
"""


def test_groups_named_in_entries_stand_where_the_tree_has_them() -> None:
    file = read_bib(NEW.encode())
    assert [each.groups for each in file.references] == [("Grain/Prices", "Loose"), ()]
    assert file.folders == ("my pdfs",)


def test_old_groups_list_their_entries_in_lines_broken_anywhere() -> None:
    file = read_bib(OLD.encode())
    groups = [each.groups for each in file.references]
    assert groups == [("Grain/Prices",), ("Grain/Prices", "Dynamic/Below")]


def test_a_damaged_tree_costs_nothing_else() -> None:
    text = (
        "@Book{a, title = {T}, author = {A}, groups = {G}}\n@comment{jabref-meta: grouping:\n9 x;;"
    )
    assert [each.groups for each in read_bib((text + "}").encode()).references] == [("G",)]
    assert len(read_bib(text.encode()).references) == 1
