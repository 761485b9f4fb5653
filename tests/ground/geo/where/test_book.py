import pytest

from beatbook.ground.geo.where import book

NAMES = book.make(
    [
        "castle", "murray", "northridge", "odonnell", "mchenry", "25", "26", "bank", "galileo",
        "johns hopkins", "martin luther king",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("castel", "castle"),
        ("kassle", "castle"),
        ("csatle", "castle"),
        ("castl", "castle"),
        ("murry", "murray"),
        ("mury", "murray"),
        ("north ridge", "northridge"),
        ("o donnell", "odonnell"),
        ("odonel", "odonnell"),
        ("mc henry", "mchenry"),
        ("mack henry", "mchenry"),
        ("hopkins", "johns hopkins"),
        ("hopkns", "johns hopkins"),
        ("luther king", "martin luther king"),
        ("galileo galilei", "galileo"),
        ("thomas murray", "murray"),
        ("northrigd", "northridge"),
    ],
)
def test_a_name_is_found_by_what_was_typed_or_heard(typed, meant):
    assert meant in NAMES.alike(typed)


@pytest.mark.parametrize("typed", ["", "27", "zzyzx", "qq"])
def test_other_words_mean_no_name(typed):
    assert NAMES.alike(typed) == []


def test_a_number_is_never_another_number():
    assert NAMES.alike("25") == ["25"]
