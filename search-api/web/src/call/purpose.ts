const STORED = 'wenzheng.purpose';

/** Shorter is no purpose: "看" tells an auditor nothing. */
export const SHORTEST_PURPOSE = 4;
export const LONGEST_PURPOSE = 200;

/** The purpose stated in this browser tab's session, if any. */
export function keptPurpose(): string | undefined {
  return sessionStorage.getItem(STORED) ?? undefined;
}

export function keepPurpose(purpose: string): void {
  sessionStorage.setItem(STORED, purpose);
}

export function forgetPurpose(): void {
  sessionStorage.removeItem(STORED);
}
