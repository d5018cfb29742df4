/** Asks before something that cannot be taken back; resolves with the answer. Escape is no. */
export function confirmed(question: string, consequence: string, action: string): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  dialog.setAttribute("aria-label", question);
  dialog.append(text("h2", question), text("p", consequence));
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(button("Cancel", "", "button"), button(action, "yes", "button danger"));
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue === "yes");
  }));
}

function text(tag: string, content: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function button(label: string, value: string, className: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.value = value;
  element.className = className;
  element.textContent = label;
  return element;
}
