import { html, type TemplateResult } from "lit";

export function loading(): TemplateResult {
  return html`<p class="page-message">Loading machines…</p>`;
}

export function noMachines(): TemplateResult {
  return html`<div class="page-message">
    <h2>No machines yet</h2>
    <p><a href="/settings/enrolment">Settings, Enrolment</a> gives the command that installs the agent on a machine and enrols it.
      Where the agent is installed already, this does, on the machine itself:</p>
    <pre>dcmon-agent enroll 'https://SERVER:PORT#TOKEN.FINGERPRINT'</pre>
    <p>The machine appears here by itself with its first report.</p>
  </div>`;
}

export function nothingFound(machines: number, clear: () => void): TemplateResult {
  return html`<div class="page-message">
    <h2>No machine matches</h2>
    <p>None of the ${machines.toLocaleString("en")} machines fits the search and the filters.</p>
    <p><button type="button" class="button" @click=${clear}>Show all machines</button></p>
  </div>`;
}
