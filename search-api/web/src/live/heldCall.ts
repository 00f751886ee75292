import type { Admission, Consents } from './admission';

const STORED = 'wenzheng.call';

/** The citizen's call that this browser tab is in. */
export interface HeldCall {
  admission: Admission;
  consents: Consents;
  devices: { microphone: boolean; camera: boolean };
}

/** The call to return to after the page was loaded again, if any. It is forgotten with the tab. */
export function heldCall(): HeldCall | undefined {
  const stored = sessionStorage.getItem(STORED);
  return stored === null ? undefined : (JSON.parse(stored) as HeldCall);
}

export function holdCall({ admission, consents, devices }: HeldCall): void {
  sessionStorage.setItem(STORED, JSON.stringify({ admission, consents, devices }));
}

export function forgetCall(): void {
  sessionStorage.removeItem(STORED);
}
