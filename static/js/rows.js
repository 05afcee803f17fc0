// Adds a row of a formset in place. Without it the same button asks the server for one more row.
// button[data-add-row=PREFIX], [data-rows=PREFIX] the list, template[data-row-template=PREFIX] with __prefix__ in names.
// [data-carry]: a field that starts with the value of the row before.
for (const button of document.querySelectorAll("[data-add-row]")) {
  const prefix = button.dataset.addRow;
  const list = document.querySelector(`[data-rows="${prefix}"]`);
  const pattern = document.querySelector(`template[data-row-template="${prefix}"]`);
  const total = document.querySelector(`input[name="${prefix}-TOTAL_FORMS"]`);
  const most = Number(document.querySelector(`input[name="${prefix}-MAX_NUM_FORMS"]`).value);

  button.addEventListener("click", (event) => {
    event.preventDefault();
    const count = Number(total.value);
    if (count >= most) return;
    const row = document.importNode(pattern.content, true);
    for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll("__prefix__", count));
      }
    }
    const last = list.lastElementChild;
    for (const field of last?.querySelectorAll("[data-carry]") ?? []) {
      const name = field.name.split("-").at(-1);
      row.querySelector(`[data-carry][name$="-${name}"]`).value = field.value;
    }
    list.append(row);
    total.value = count + 1;
    button.hidden = count + 1 >= most;
    list.lastElementChild.querySelector("select, input:not([type=hidden])").focus();
  });
}
