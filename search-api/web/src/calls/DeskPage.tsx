import { EmptyNote } from '../app/EmptyNote';
import { useTitle } from '../app/useTitle';
import { useText } from '../text/Language';
import { QueuePanel } from './QueuePanel';

/** Window staff's page: who waits, with what was said already. */
export function DeskPage() {
  const text = useText();
  useTitle(text.titles.desk);
  return (
    <>
      <h1 className="page-title">{text.titles.desk}</h1>
      <QueuePanel
        nobody={
          <EmptyNote why={text.queue.nobody}>
            <p className="quiet">{text.queue.comes}</p>
          </EmptyNote>
        }
      />
    </>
  );
}
