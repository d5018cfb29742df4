/** Gives the viewer a text as a file. */
export function saveText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  saveUrl(name, url);
  // The browser has begun to read it when the click returns.
  URL.revokeObjectURL(url);
}

/** Gives the viewer what is at an address as a file. */
export function saveUrl(name: string, url: string): void {
  const link = document.createElement("a");
  [link.href, link.download] = [url, name];
  link.click();
}

/** A name that every file system takes. */
export function fileName(title: string, extension: string): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  return `${plain || "dcmon"}.${extension}`;
}
