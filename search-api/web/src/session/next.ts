/** Where to go after signing in: a path of this site, never another one. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) && !/^\/(login|password)/.test(next) ? next : '/';
}
