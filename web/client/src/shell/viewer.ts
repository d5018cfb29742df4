/** The user of the page, as the server wrote it into the page. The server decides by the session, not by this. */
export function viewer(): { user: string; role: string } {
  const { user = "", role = "" } = document.body.dataset;
  return { user, role };
}

/** Whether the viewer decides who and what belongs here. */
export function isAdmin(): boolean {
  return viewer().role === "admin";
}
