const form = document.forms.filter, rows = [...document.querySelectorAll("details[data-kind]")];
const count = document.getElementById("count");
function show() {
  const words = form.words.value.toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const data = row.dataset;
    const fits = (!form.kind.value || data.kind === form.kind.value) && (!form.style.value || data.style === form.style.value)
      && (!form.step.value || (form.step.value === "wrong" ? data.step : data.step === form.step.value))
      && (!words || row.textContent.toLowerCase().includes(words));
    row.hidden = !fits;
    shown += fits;
  }
  count.textContent = shown + " câu";
}
function open() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const row = target && target.closest("details");
  if (row) { row.open = true; target.scrollIntoView(); }
}
form.addEventListener("input", show);
addEventListener("hashchange", open);
show();
open();
