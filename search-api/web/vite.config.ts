import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const SEARCH_API = process.env.SEARCH_API_URL ?? 'http://127.0.0.1:8080';

/** `npm run dev:fake`: the pages with invented calls, without any of the other processes. */
function fakeApi(): Plugin {
  return {
    name: 'fake-api',
    async configureServer(server) {
      const module = (await server.ssrLoadModule('/test/fake/node.ts')) as typeof import('./test/fake/node');
      server.middlewares.use(module.middleware(module.newFake()));
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === 'fake' ? [fakeApi()] : [])],
  build: {
    outDir: 'target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined file would be a data: address, which the content security policy allows for images alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  server: {
    host: '127.0.0.1',
    ...(mode === 'fake' ? {} : { proxy: { '/api': SEARCH_API } }),
  },
}));
