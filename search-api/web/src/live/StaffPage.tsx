import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { readsCalls } from '../session/roles';
import { useSession } from '../session/useSession';
import { useText } from '../text/Language';
import { joinCall } from './admission';
import { CallRoom, type Ending } from './CallRoom';
import { DeviceStep } from './DeviceStep';
import { DocumentControl } from './DocumentControl';
import './live.css';

/** Window staff joins a call that runs. */
export function StaffPage() {
  const { id = '' } = useParams();
  const text = useText();
  const { data: session } = useSession();
  useTitle(text.live.join);
  const [devices, setDevices] = useState<{ microphone: boolean; camera: boolean }>();
  const [ending, setEnding] = useState<Ending>();
  const join = useMutation({ mutationFn: () => joinCall(id) });
  return (
    <div className="live-frame">
      <p>
        {readsCalls(session) ? <Link to={`/calls/${id}`}>{text.live.toCall}</Link> : <Link to="/desk">{text.queue.back}</Link>}
      </p>
      {ending && (
        <p className="note" role="status">
          {text.live.endings[ending]}
        </p>
      )}
      {!ending && !(join.data && devices) && (
        <DeviceStep
          go={text.live.join}
          busy={join.isPending}
          onDone={(opened) => {
            setDevices(opened);
            join.mutate();
          }}
        >
          {join.error && <TroubleNote failure={join.error} />}
        </DeviceStep>
      )}
      {!ending && join.data && devices && (
        <CallRoom
          admission={join.data}
          devices={devices}
          consents={join.data.consents}
          waiting={text.live.waitingForCitizen}
          leave={text.live.controls.leave}
          onEnd={setEnding}
        >
          <DocumentControl call={id} />
        </CallRoom>
      )}
    </div>
  );
}
