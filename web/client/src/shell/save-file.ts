/** Gives the viewer a file. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  link.click();
  // The browser reads it after the click, at an unknown time.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Gives the viewer a text as a file. */
export function saveText(name: string, type: string, text: string): void {
  saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** A name that every file system takes. */
export function fileName(title: string, extension: string): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  return `${plain || "dcmon"}.${extension}`;
}
