// The boxes under exercises: a tick and its time are kept in this browser.

const boxes = [...document.querySelectorAll(".exercise-tick input")];

const showTicks = () => {
  for (const box of boxes) box.checked = Boolean(read(TICKED)[box.dataset.unit]?.[box.dataset.exercise]);
};
for (const box of boxes) {
  box.closest("p").hidden = false;
  box.addEventListener("change", () => {
    const all = read(TICKED), own = { ...all[box.dataset.unit] };
    if (box.checked) own[box.dataset.exercise] = new Date().toISOString(); else delete own[box.dataset.exercise];
    write(TICKED, { ...all, [box.dataset.unit]: own });
    document.dispatchEvent(new CustomEvent("progresschange"));
  });
}
addEventListener("storage", showTicks);
showTicks();
