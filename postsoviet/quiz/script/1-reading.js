// Reads what was typed. The rules are those of postsoviet/quiz/marking.py and tolerance.py.

// "1 234,5", "1,234.5" and "1.234,5" are one number in different countries. "1,234" may be two: both count.
const readings = (text) => {
  const digits = text.replace(/[\s\x1c-\x1f\x85']/g, "").replace(/\u2212/g, "-").replace(/%$/, "");
  const marks = digits.match(/[.,]/g) || [];
  const grouped = /^[-+]?[1-9]\d{0,2}([.,]\d{3})+$/.test(digits);
  let found;
  if (new Set(marks).size === 2) {
    const decimal = marks[marks.length - 1];
    if (marks.filter((sign) => sign === decimal).length > 1) return [];
    found = [digits.replaceAll(decimal === "," ? "." : ",", "").replace(decimal, ".")];
  } else if (marks.length > 1) {
    found = grouped ? [digits.replace(/[.,]/g, "")] : [];
  } else if (grouped) {
    found = [digits.replace(marks[0], ""), digits.replace(marks[0], ".")];
  } else {
    found = [digits.replace(",", ".")];
  }
  return found.filter((one) => /^[-+]?(\d+\.?\d*|\.\d+)$/.test(one)).map(Number);
};

const SIGNS = {
  "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2013": "-", "\u2014": "-", "\u2212": "-",
  "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"',
};
// Python splits at these blanks once Unicode has been normalised.
const folded = (text) => text.normalize("NFKC")
  .replace(/[\u2019\u2018\u02bc\u2013\u2014\u2212\u201c\u201d\u00ab\u00bb]/g, (sign) => SIGNS[sign])
  .toLowerCase().split(/[\t-\r\x1c-\x20\x85\u1680\u2028\u2029]+/).join(" ")
  .replace(/^[ .,;:!?]+|[ .,;:!?]+$/g, "");
