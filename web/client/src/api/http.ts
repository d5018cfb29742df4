import { goToLogin } from "./login.ts";
import { serverClock } from "./server-clock.ts";

/** A request that the server refused or that did not reach it; `message` is for display. */
export class ApiError extends Error {
  constructor(message: string, readonly status: number | null) {
    super(message);
  }
}

/**
 * Reads JSON from the API. An ended session leads to the login page.
 * @throws ApiError for every answer but a good one; an aborted request throws the browser's AbortError.
 */
export function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return answerOf<T>(url, { signal: signal ?? null, headers: { accept: "application/json" } });
}

/** Changes something; the answer's JSON, or undefined where it has none. Throws as `getJson` does. */
export function sendJson<T>(method: "POST" | "PUT" | "PATCH" | "DELETE", url: string, body?: unknown): Promise<T> {
  const headers = { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) };
  return answerOf<T>(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
}

async function answerOf<T>(url: string, request: RequestInit): Promise<T> {
  const response = await send(url, request);
  serverClock.observe(response.headers.get("date"));
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  if (response.status === 401) goToLogin();
  throw new ApiError(await problemOf(response), response.status);
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("The server cannot be reached.", null);
  }
}

async function problemOf(response: Response): Promise<string> {
  const fallback = `The server answered ${response.status}.`;
  if (!(response.headers.get("content-type") ?? "").includes("json")) return fallback;
  const problem = (await response.json()) as { title?: string; detail?: string; errors?: Record<string, string[]> };
  const errors = Object.entries(problem.errors ?? {}).map(([key, texts]) => `${key} ${texts.join(" ")}`).join(" ");
  return problem.detail ?? (errors || problem.title || fallback);
}
