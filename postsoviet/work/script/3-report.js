// Says what loading a file does: of every kind of outcome how many there were, each in a sentence of its own.

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const KINDS = ["taken", "newer", "replaced", "older", "same", "ticked", "unread", "gone", "unset"];

const sentencesOf = (one, { units, words, prefer }) => {
  if (one.trouble) return [words.trouble[one.trouble]];
  const said = KINDS.filter((kind) => one[kind].length).map((kind) =>
    fill(words.outcome[kind === "replaced" && prefer === "here" ? "yours" : kind], { count: one[kind].length }));
  const places = one.changed.map((name) => Object.keys(units[one.unit].questions).indexOf(name) + 1);
  if (places.length) said.push(fill(words.outcome.changed, { questions: places.sort((a, b) => a - b).join(", ") }));
  return said.length ? said : [words.outcome.empty];
};
