/** The server's rules for a new password, so that a person sees them while typing. The server decides. */
export interface PasswordCheck {
  longEnough: boolean;
  different: boolean;
  withoutAccount: boolean;
  varied: boolean;
}

export const LONGEST = 128;
const SHORTEST = 12;
const DISTINCT = 5;

export function checkPassword(account: string, current: string, next: string): PasswordCheck {
  return {
    longEnough: [...next].length >= SHORTEST,
    different: next !== '' && next !== current,
    withoutAccount: next !== '' && !next.toLowerCase().includes(account.toLowerCase()),
    varied: new Set(next).size >= DISTINCT,
  };
}

export function passes(check: PasswordCheck): boolean {
  return check.longEnough && check.different && check.withoutAccount && check.varied;
}
