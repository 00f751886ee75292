import { write, sendWith } from '../api/client';

/** What a citizen agrees to; nothing unless said. */
export interface Consents {
  /** Captions and the digital human; nothing is kept. */
  answer: boolean;
  record: boolean;
  /** The redacted text may be searched. */
  analyse: boolean;
}

export const CONSENTS = ['answer', 'record', 'analyse'] as const satisfies readonly (keyof Consents)[];

/** What opens a call's room for this browser. */
export interface Admission {
  call: string;
  identity: string;
  token: string;
  consents: Consents;
}

/** A citizen's call begins. */
export function beginCall(consents: Consents): Promise<Admission> {
  return write('POST', '/front-desk/calls', { consents });
}

/** Staff goes into a call that runs. */
export function joinCall(call: string): Promise<Admission> {
  return write('POST', `/calls/${encodeURIComponent(call)}/join`, {});
}

/** Staff begins, or ends, to look at a document that the citizen shows to the camera. */
export function askForDocument(call: string, shown: boolean): Promise<void> {
  return write('PUT', `/calls/${encodeURIComponent(call)}/document`, { shown });
}

/** What the citizen agrees to by now. A call that is over answers 409. */
export function presentConsents({ call, token }: Admission): Promise<Consents> {
  return sendWith(token, 'GET', `/front-desk/calls/${call}/consents`);
}

export function changeConsents({ call, token }: Admission, consents: Consents): Promise<Consents> {
  return sendWith(token, 'PUT', `/front-desk/calls/${call}/consents`, consents);
}

/** The citizen hangs up: the call is over for everybody. */
export function endCall({ call, token }: Admission): Promise<void> {
  return sendWith(token, 'DELETE', `/front-desk/calls/${call}`);
}

/** Where the room protocol is spoken: the origin of this page. */
export function signalAddress({ protocol, host } = window.location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`;
}
