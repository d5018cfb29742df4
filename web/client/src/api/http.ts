import { goToLogin } from "./login.ts";
import { serverClock } from "./server-clock.ts";

/** A request that the server refused or that did not reach it; `message` is fit to be shown. */
export class ApiError extends Error {
  constructor(message: string, readonly status: number | null) {
    super(message);
  }
}

/**
 * Reads JSON from the API. An ended session leads to the login page.
 * @throws ApiError for every answer but a good one; an aborted request throws the browser's AbortError.
 */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await send(url, signal);
  serverClock.observe(response.headers.get("date"));
  if (response.ok) return (await response.json()) as T;
  if (response.status === 401) goToLogin();
  throw new ApiError(await problemOf(response), response.status);
}

async function send(url: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal: signal ?? null, headers: { accept: "application/json" } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("The server cannot be reached.", null);
  }
}

async function problemOf(response: Response): Promise<string> {
  const fallback = `The server answered ${response.status}.`;
  if (!(response.headers.get("content-type") ?? "").includes("json")) return fallback;
  const problem = (await response.json()) as { title?: string; detail?: string };
  return problem.detail ?? problem.title ?? fallback;
}
