/** The login page, which leads back to `from` (path and query) afterwards. */
export function loginUrl(from: string): string {
  return `/login?returnUrl=${encodeURIComponent(from)}`;
}

/** Leaves for the login page: the session has ended. */
export function goToLogin(): void {
  location.assign(loginUrl(location.pathname + location.search));
}
