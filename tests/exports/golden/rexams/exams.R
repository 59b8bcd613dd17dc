# Every type & "every" sign: <ә ғ қ ң ө ұ ү һ і>
# Builds exams from the exercises beside this file. Run it in this folder: Rscript exams.R
library("exams")

# Each line is a pool of versions of one question; an exam takes one of each.
pools <- list(
  c("00-signs.Rmd"),
  c("00-letters.Rmd"),
  c("00-verdict.Rmd"),
  c("00-total.Rmd"),
  c("00-order.Rmd"),
  c("00-match.Rmd"),
  c("00-blanks.Rmd"),
  c("00-word.Rmd"),
  c("00-essay.Rmd"),
  c("00-drawn-single-01.Rmd", "00-drawn-single-02.Rmd", "00-drawn-single-03.Rmd"),
  c("00-drawn-multiple-01.Rmd", "00-drawn-multiple-02.Rmd", "00-drawn-multiple-03.Rmd"),
  c("00-drawn-verdict-01.Rmd", "00-drawn-verdict-02.Rmd", "00-drawn-verdict-03.Rmd"),
  c("00-drawn-number-01.Rmd", "00-drawn-number-02.Rmd", "00-drawn-number-03.Rmd"),
  c("00-drawn-change-01.Rmd", "00-drawn-change-02.Rmd", "00-drawn-change-03.Rmd"),
  c("00-drawn-order-01.Rmd", "00-drawn-order-02.Rmd", "00-drawn-order-03.Rmd"),
  c("00-drawn-match-01.Rmd", "00-drawn-match-02.Rmd", "00-drawn-match-03.Rmd"),
  c("00-drawn-blanks-01.Rmd", "00-drawn-blanks-02.Rmd", "00-drawn-blanks-03.Rmd"),
  c("00-drawn-word-01.Rmd", "00-drawn-word-02.Rmd", "00-drawn-word-03.Rmd"),
  c("00-drawn-essay-01.Rmd", "00-drawn-essay-02.Rmd", "00-drawn-essay-03.Rmd")
)
# How many exams, and what decides which versions they take.
copies <- 3
seed <- 7

# Marks of a multiple choice: each wrong choice takes away what a right one gives, never below zero.
several <- list(eval = list(partial = TRUE, rule = "true"))
one <- list(eval = list(partial = TRUE, rule = "none"))

set.seed(seed)
exams2moodle(pools, n = copies, name = "unit-00-moodle", dir = "output", edir = "exercises",
  encoding = "UTF-8", mchoice = several, schoice = one)

# Pages to look through.
set.seed(seed)
exams2html(pools, n = copies, name = "unit-00-html", dir = "output", edir = "exercises",
  encoding = "UTF-8", mathjax = TRUE)

# Paper needs a LaTeX with letters for Russian and Kazakh: it is made once a template stands beside this
# file that loads such a typeface with fontspec.
if (file.exists("template.tex")) {
  set.seed(seed)
  exams2pdf(pools, n = copies, name = "unit-00-paper", dir = "output", edir = "exercises",
    encoding = "UTF-8", template = "template.tex", texengine = "xelatex")
}
