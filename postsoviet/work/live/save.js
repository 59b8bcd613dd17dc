// Has the notebook saved, and then hands what the browser keeps of a unit to the kernel.

const notebook = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook");
const onMac = /Mac|iPhone|iPad/.test(navigator.platform);
// where this is not JupyterLab nothing hears it, and the kernel says how old the saved notebook is
notebook?.dispatchEvent(new KeyboardEvent("keydown", {
  key: "s", code: "KeyS", keyCode: 83, ctrlKey: !onMac, metaKey: onMac, bubbles: true, cancelable: true,
}));
setTimeout(() => answer(canonical(workOf(given.units, ""))), notebook ? 1500 : 0);
