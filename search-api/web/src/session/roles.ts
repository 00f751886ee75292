import type { Session } from '../api/documents';

/** Whether somebody may read calls, and not only take them. */
export function readsCalls(session: Session | null | undefined): boolean {
  return session?.roles.includes('administrator') ?? false;
}
