// Puts the answers of a file into this browser, and hands back what became of them.

const { trouble, parts } = loadable(given.text, given.units, given.prefer);
const said = [];
if (trouble) said.push(fill(given.words.refused, { why: given.words.trouble[trouble] }));
else if (!load(parts)) said.push(given.words.no_room);
else {
  for (const one of parts) {
    const name = given.units[one.unit]?.name ?? fill(given.words.unknown, { unit: one.unit.slice(0, 20) });
    // ticks of exercises belong to the pages of the site
    if (!one.trouble) one.unset = [];
    said.push(...sentencesOf(one, given).map((text) => `${name}. ${text}`));
  }
  if (given.prefer === "here" && parts.some((one) => one.replaced?.length)) said.push(given.words.newer);
  dispatchEvent(new CustomEvent("workchange"));
}
answer(JSON.stringify(said));
