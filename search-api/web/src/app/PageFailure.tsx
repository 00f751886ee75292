import { useText } from '../text/Language';
import { TroubleNote } from './TroubleNote';
import { useTitle } from './useTitle';

/** In place of a page that broke or whose file could not be read. */
export function PageFailure() {
  const text = useText();
  useTitle(text.product);
  const failure = navigator.onLine ? undefined : text.trouble.offline;
  return (
    <main className="page">
      {failure ? (
        <p className="note note-trouble" role="alert">
          {failure}
        </p>
      ) : (
        <TroubleNote failure={undefined} onRetry={() => window.location.reload()} />
      )}
    </main>
  );
}
