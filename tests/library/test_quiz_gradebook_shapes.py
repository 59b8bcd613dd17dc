"""What a gradebook writes can be imported, is read by people, does no harm, and is written whole or not at all."""

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postsoviet.errors import CourseError
from postsoviet.quiz.gradebook import shapes
from postsoviet.quiz.gradebook.running import run
from postsoviet.quiz.gradebook.spreadsheet import read_table, safe, table
from result_files import BANK, column, make_bank, result, sealed, tables


def test_canvas_shape(graded, bank):
    files, _ = graded(
        {
            "sadykovaaigul_4711_99_r.json": result(bank, "Aigul Sadykova"),
            "b.json": result(bank, "dana@uni.kz"),
            "c.json": result(bank, "20231234", {"one": 1}),
            "d.json": result(bank, "X Points Possible"),
        },
        to="canvas",
    )
    grades = files["grades.csv"]
    assert grades[0] == [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
        "Quiz of unit 09",
        "Quiz of unit 09 (open answers)",
    ]
    assert grades[1] == ["    Points Possible", "", "", "", "", "9", "5"]
    assert sorted(grades[2:]) == [
        ["20231234", "", "20231234", "20231234", "", "0", "0"],
        ["Aigul Sadykova", "4711", "", "", "", "9", ""],
        ["X Points-Possible", "", "", "", "", "9", ""],
        ["dana@uni.kz", "", "", "dana@uni.kz", "", "9", ""],
    ]
    # a title that ends in "(digits)" is read by Canvas as the number of an assignment
    assert not any(re.search(r"\(\d+\)$", title) for title in grades[0])


def test_moodle_shape_holds_no_row_without_identifier(graded, bank):
    files, summary = graded(
        {
            "a.json": result(bank, "Aigul <a@uni.kz>"),
            "b.json": result(bank, "b@uni.kz"),
            "c.json": result(bank, "Saule"),
        },
        to="moodle",
    )
    header, *rows = files["grades.csv"]
    assert header[:2] == ["Email address", "Full name"] and header[-1] == "Feedback comments"
    assert [row[0] for row in rows] == ["a@uni.kz", "b@uni.kz"]
    assert rows[0][2:4] == ["9", ""] and rows[0][4] == "9 of 9 points. Open answers, 5 points: not read yet."
    assert files["grades-to-complete.csv"][1][:2] == ["", "Saule"]
    assert any("grades-to-complete.csv" in sentence for sentence in summary.sentences)


def test_open_answers_go_out_and_come_back(graded, bank, tmp_path):
    essay = {"text": "=1+1\nbecause; -of the base", "ticked": [0, 1]}
    blank = {"text": "  ", "ticked": []}
    class_of = {
        "a.json": result(bank, '=Ä, "x"', {"essay": essay}),
        "b.json": result(bank, "Berik"),
        "c.json": result(bank, "Dana", {"essay": blank}),
    }
    files, summary = graded(class_of)
    path = tmp_path / "out" / "open-answers.csv"
    rows = files["open-answers.csv"]
    assert rows[1] == [
        '\'=Ä, "x"',
        "a.json",
        "essay",
        "'=1+1\nbecause; '-of the base",
        "Names the base | Names the year",
        "5",
        "",
    ]
    assert column(files["grades.csv"], "open points") == ["", "", "0"] and len(rows) == 3
    assert any("--open" in sentence for sentence in summary.sentences)
    # as a spreadsheet of another country writes it: semicolons, decimal comma, the apostrophe dropped
    rows[1][0], rows[1][-1] = rows[1][0].removeprefix("'"), "2,5"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, delimiter=";").writerows(rows)
    with pytest.raises(CourseError, match="holds points that you wrote; give them back with --open"):
        graded(class_of)
    files, _ = graded(class_of, open_file=path)
    assert column(files["grades.csv"], "open points") == ["2.5", "", "0"]
    assert column(files["grades.csv"], "essay") == ["0.5", "", ""]
    assert column(files["open-answers.csv"], "points") == ["2.5", ""]
    # the points stay when the answer changes or the student is gone, but do not count
    changed = {**class_of, "a.json": result(bank, '=Ä, "x"', {"essay": {"text": "new", "ticked": []}})}
    files, summary = graded(changed, open_file=path)
    assert column(files["grades.csv"], "open points") == ["", "", "0"]
    assert column(files["open-answers.csv"], "points") == ["", "", "2.5"]
    assert any("is another one now" in sentence for sentence in summary.sentences)


@pytest.mark.parametrize(("points", "sentence"), [("6", "0 to 5"), ("-1", "0 to 5"), ("good", "no number of points")])
def test_wrong_points_name_their_row(graded, bank, tmp_path, points, sentence):
    files, _ = graded({"a.json": result(bank)})
    path = tmp_path / "filled.csv"
    rows = files["open-answers.csv"]
    rows[1][-1] = points
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")
    before = {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    with pytest.raises(CourseError, match=f"filled.csv, row 2: .*{sentence}"):
        graded({}, open_file=path)
    assert {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()} == before


def test_formulas_are_texts_and_numbers_stay_numbers():
    assert [safe(text) for text in ("=1", "+1", "-1", "@a", "\t=1", " =1", "\uff1d1")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "'\t'=1",
        " '=1",
        "'\uff1d1",
    ]
    assert safe("a;=1\n@b") == "a;'=1\n'@b" and safe("O'Neil-Сәуле, a=b") == "O'Neil-Сәуле, a=b"
    text = table(["a", "b"], [["-x", -0.25], ['q"', None]]).decode("utf-8-sig")
    assert text == 'a,b\r\n"\'-x",-0.25\r\n"q""",""\r\n'


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=20),
        min_size=1,
        max_size=3,
    )
)
def test_any_text_is_harmless_and_comes_back(cells):
    text = table([f"c{n}" for n in range(len(cells))], [cells]).decode("utf-8-sig")
    row = [*csv.reader(io.StringIO(text, newline=""), strict=True)][1]
    assert [cell.replace("'", "") for cell in row] == [cell.replace("'", "") for cell in cells]
    for cell in row:
        for piece in re.split("[;\t\n\r]", cell):
            assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", piece), cell


def test_hostile_names_reach_no_cell_and_no_markup(graded, bank):
    nasty = {
        "=cmd|'/c calc'!A1": "a.json",
        "@SUM(A1)": "b.json",
        "<script>alert(1)</script>": "c.json",
        'Серік, "Қ"': "d.json",
    }
    files, _ = graded({name: result(bank, student) for student, name in nasty.items()} | {"<img src=x>.json": b"{"})
    assert column(files["grades.csv"], "student") == [
        "<script>alert(1)</script>",
        "'=cmd|'/c calc'!A1",
        "'@SUM(A1)",
        'Серік, "Қ"',
    ]
    for rows in files.values():
        assert not [cell for row in rows for cell in row if re.match("[=+@]", cell)]


class Outline(HTMLParser):
    """Collects the tags of a page and its text, and checks that they close."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.stack = [], [], []
        self.feed(html)
        assert not self.stack

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "rect", "path"):
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_is_self_contained_and_says_everything_in_words(graded, bank, tmp_path):
    graded({"a.json": result(bank), "b.json": result(bank, "B", {"one": 1}), "<img src=x>.json": b"{"})
    html = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    page = Outline(html)
    names = [tag for tag, _ in page.tags]
    assert not {"script", "img", "link", "iframe", "b", "a"} & {*names}
    assert not re.search(r"(?:src|href)=|url\(|https?:", html.replace("<", "").replace("&lt;img src=x&gt;", ""))
    assert names.count("h1") == 1 and names.count("caption") == names.count("table") == 1 + 8
    svg = next(attrs for tag, attrs in page.tags if tag == "svg")
    assert svg["role"] == "img" and f'<title id="{svg["aria-labelledby"]}">Bars for 8 questions. Hardest: ' in html
    text = " ".join(page.text)
    assert "Only 2 students: under 30" in text and "<img src=x>.json" in text and "Beta | <b>bold</b>" in text
    assert {attrs.get("scope") for tag, attrs in page.tags if tag == "th"} == {"col", "row"}
    assert "prefers-color-scheme: dark" in html and "@media print" in html
    for item in bank.questions[:-1]:
        assert text.count(item.id) >= 2
    # no student is named where the page may be shown
    assert "Aigul" not in text


def test_a_foreign_folder_is_left_alone(graded, bank, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("years of work")
    with pytest.raises(CourseError, match="holds other files and no gradebook"):
        graded({"a.json": result(bank)})
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.docx"]


def test_a_gradebook_among_its_results_is_no_input(bank, tmp_path):
    (tmp_path / "a.json").write_bytes(sealed(result(bank)))
    for _ in range(2):
        summary = run([tmp_path], "csv", tmp_path / "grades")
        # the other file of the folder is the bank itself
        assert (summary.graded, summary.skipped) == (1, 1)


def test_all_files_are_replaced_or_none(graded, bank, tmp_path, monkeypatch):
    graded({"a.json": result(bank)}, to="moodle")
    (tmp_path / "out" / "my notes.txt").write_text("mine")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert "grades-to-complete.csv" in before
    write = Path.write_bytes

    def full(self, content):
        if self.name == "report.csv" and self.parent.name.startswith("."):
            raise OSError(28, "No space left on device")
        return write(self, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(CourseError, match="could not be written .*No space left"):
            graded({"b.json": result(bank, "B")})
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    replace = shapes.os.replace
    with monkeypatch.context() as patch:
        # the second move fails: the first one must be taken back
        patch.setattr(
            shapes.os,
            "replace",
            lambda old, new: replace(old, new) if ".before" in f"{old}{new}" else replace(old / "x", new),
        )
        with pytest.raises(CourseError, match="could not be written"):
            graded({"b.json": result(bank, "B")})
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    files, _ = graded({"b.json": result(bank, "B")})
    assert column(files["grades.csv"], "student") == ["Aigul", "B"]
    assert (tmp_path / "out" / "my notes.txt").read_text() == "mine" and "grades-to-complete.csv" not in files
    assert {path.name for path in tmp_path.iterdir()} == {"banks", "in", "out"}


def test_a_quiz_without_open_or_without_other_questions(tmp_path, monkeypatch):
    head, essay = BANK.split("  - id: essay")
    for text, without in ((head, "open answers"), (f"{head.partition('  - id: one')[0]}  - id: essay{essay}", None)):
        bank = make_bank(tmp_path / "banks", monkeypatch, text)
        answers = {question.id: {"text": "x", "ticked": []} for question in bank.questions if question.type == "open"}
        (tmp_path / "a.json").write_bytes(sealed(result(bank, answers=answers)))
        for shape in ("canvas", "moodle", "csv"):
            run([tmp_path / "a.json"], shape, tmp_path / shape)
        assert (without is None) == any("open answers" in name for name in tables(tmp_path / "canvas")["grades.csv"][0])


def test_a_table_in_a_foreign_encoding_is_one_sentence(tmp_path):
    path = tmp_path / "open-answers.csv"
    path.write_bytes("student;points\nСерік;2".encode("cp1251"))
    with pytest.raises(CourseError, match="open-answers.csv is not in UTF-8; save it"):
        read_table(path, ["points"])
    path.write_text("student;marks\nA;2")
    with pytest.raises(CourseError, match="has no column 'points'"):
        read_table(path, ["points"])
