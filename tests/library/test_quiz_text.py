"""The Markdown of a bank: shown as it is meant, and never run."""

import pytest
from postsoviet.quiz.text import block, inline, markdown, plain, stem

TABLE = "Look at *this*.\n\nWhich row?\n\n| place | share |\n| --- | --- |\n| Алматы | 5 % |\n\nAfter it.\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** *c*", "a <strong>b</strong> <em>c</em>"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ('"><img src=x onerror=y>', "&quot;&gt;&lt;img src=x onerror=y&gt;"),
        ("![a](http://host/p.png)", '!<a href="http://host/p.png">a</a>'),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("from $5 to $10, \\$7", "from $5 to $10, $7"),
        ("Қазақ ә ғ қ ң ө ұ ү һ і", "Қазақ ә ғ қ ң ө ұ ү һ і"),
        ("two\n lines", "two lines"),
    ],
)
def test_phrases_are_safe(text, html):
    assert inline(text) == html


def test_formulas_are_mathml_on_a_page_and_tex_for_platforms():
    assert '<math display="inline" alttext="x_1 &lt; 2">' in inline("if $x_1 < 2$")
    assert r"\(x_1 &lt; 2\)" in inline("if $x_1 < 2$", maths="tex")


def test_a_formula_may_open_a_text_that_ends_with_a_digit():
    # the rule for formulas of the Markdown package takes the last sign for the one before the first
    assert "<math" in inline("$x$ is 4") and "$" not in inline("$x$ is 4")
    assert "<math" in block("| $x$ 4 |\n| --- |\n| $y$ 5 |").partition("<tbody>")[2]
    assert plain("$x$ is 4") == "$x$ is 4"


def test_a_stem_is_cut_at_its_first_table():
    cut = stem(TABLE)
    assert cut.phrases == "Look at <em>this</em>.<br>Which row?"
    assert cut.material.startswith("<table>") and cut.material.endswith("<p>After it.</p>")
    assert stem("Only words.").material == ""


def test_plain_words_keep_every_word():
    assert plain(TABLE) == "Look at this.\nWhich row?\nplace | share\nАлматы | 5 %\nAfter it."
    assert plain("a & b < c $x^2$ **d**") == "a & b < c $x^2$ d"


def test_the_marks_of_computed_words_never_leave():
    marked = "In \ue000\ue1032015\ue001 \ue000the South\ue001."
    assert inline(marked) == (
        'In <span class="drawn" data-hole="3">2015</span> <span class="drawn">the South</span>.'
    )
    assert not set("\ue000\ue001\ue103") & set(plain(marked) + markdown(marked) + block(marked))
    assert plain(marked) == markdown(marked) == "In 2015 the South."
