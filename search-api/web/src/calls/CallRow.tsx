import { Link } from 'react-router';
import type { CallDocument } from '../api/documents';
import { useClock } from '../app/Clock';
import { useLanguage } from '../text/Language';
import { Mood, OriginMarks } from '../text/Marks';
import { callTitle, useTopicName } from '../text/names';
import { duration, instantName } from '../text/times';

/** One call of the list. On a narrow screen each cell says its column's name itself. */
export function CallRow({ call }: { call: CallDocument }) {
  const { text, language } = useLanguage();
  const topicName = useTopicName();
  const now = useClock().now();
  const column = text.calls.column;
  const topics = call.topics.map(topicName).filter(Boolean);
  const running = call.state === 'running';
  const look = running ? 'tag tag-live' : call.state === 'lost' ? 'tag tag-warn' : '';
  return (
    <tr>
      <th scope="row">
        <Link to={`/calls/${call.call}`}>{callTitle(call, text)}</Link>
        <span className="row-marks">
          <OriginMarks of={call} />
        </span>
      </th>
      <td data-column={column.office}>{call.office}</td>
      <td data-column={column.started}>{instantName(call.started_at, text, language, now)}</td>
      <td data-column={column.duration}>{duration(call.duration_ms, text)}</td>
      <td data-column={column.topics}>{topics.length ? topics.join(language === 'zh' ? '、' : ', ') : text.call.noTopics}</td>
      <td data-column={column.mood}>
        <Mood sentiment={call.sentiment} />
      </td>
      <td data-column={column.state}>
        <span className={look}>{text.state[call.state]}</span>
        {running && <span className="quiet row-progress">{text.calls.soFar(call.segments)}</span>}
        {running && call.origin === 'live' && <Link to={`/calls/${call.call}/live`}>{text.live.join}</Link>}
      </td>
    </tr>
  );
}
