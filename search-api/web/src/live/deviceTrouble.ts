/** Why a camera or microphone does not open, in terms a page can say. */
export type DeviceTrouble = 'refused' | 'absent' | 'busy' | 'insecure' | 'broken';

/** From what `getUserMedia` and `getDisplayMedia` reject with (W3C Media Capture, 10.2). */
export function deviceTrouble(failure: unknown): DeviceTrouble {
  // Not by instanceof: a DOMException is no Error everywhere.
  switch ((failure as { name?: string } | null | undefined)?.name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'absent';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    default:
      return 'broken';
  }
}

/** Browsers give devices only to pages that came by HTTPS or from this machine. */
export function devicesAllowed(): boolean {
  return window.isSecureContext && Boolean(navigator.mediaDevices);
}
