// Called by Maven's test phase: types, rules and tests; those in a browser too unless slow tests are left out.
import { run } from './sources.mjs';

const slow = !(process.env.WENZHENG_EXCLUDED_GROUPS ?? '').includes('slow');
run('npx', ['--no-install', 'tsc', '--noEmit']);
run('npx', ['--no-install', 'eslint', '--max-warnings=0', '.']);
run('npx', [
  ...['--no-install', 'vitest', 'run', '--project', 'unit', ...(slow ? ['--project', 'e2e'] : [])],
  ...['--reporter=default', '--reporter=junit', '--outputFile.junit=target/vitest/TEST-web.xml'],
]);
