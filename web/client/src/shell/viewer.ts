/** Who looks at the page, as the server says it in the page. The server decides by the session, not by this. */
export function viewer(): { user: string; role: string } {
  const { user = "", role = "" } = document.body.dataset;
  return { user, role };
}

/** Whether the viewer decides who and what belongs here. */
export function isAdmin(): boolean {
  return viewer().role === "admin";
}
