// Called by Maven: installs packages and builds the pages into target/classes/static, each only when something changed.
import { hashOf, run, unlessSame } from './sources.mjs';

unlessSame('node_modules/.wenzheng', hashOf(['package-lock.json']), 'node_modules/.bin/vite', () =>
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
);

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
unlessSame('target/pages.stamp', hashOf(sources), 'target/classes/static/index.html', () =>
  run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn']),
);
