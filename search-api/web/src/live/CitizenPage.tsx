import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { useText } from '../text/Language';
import { beginCall, endCall, type Consents } from './admission';
import { CallRoom, type Ending } from './CallRoom';
import { ConsentPanel } from './ConsentPanel';
import { ConsentStep } from './ConsentStep';
import { DeviceStep } from './DeviceStep';
import { forgetCall, heldCall, holdCall, type HeldCall } from './heldCall';
import { LiveFrame } from './LiveFrame';
import { ReturnStep } from './ReturnStep';

type Step =
  | { at: 'welcome' }
  | { at: 'consents' }
  | { at: 'devices'; consents: Consents }
  | { at: 'return'; held: HeldCall }
  | ({ at: 'call' } & HeldCall)
  | { at: 'end'; ending: Ending };

function Welcome({ onGo }: { onGo: () => void }) {
  const text = useText().live.welcome;
  return (
    <section className="live-step live-welcome">
      <h1>{text.heading}</h1>
      <p>{text.what}</p>
      <ol>
        {text.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className="live-step-do">
        <Button type="primary" size="large" onClick={onGo}>
          {text.go}
        </Button>
      </div>
    </section>
  );
}

function End({ ending, onAgain }: { ending: Ending; onAgain: () => void }) {
  const text = useText().live;
  return (
    <section className="live-step" role="status">
      <h1>{text.endings[ending]}</h1>
      <p>{text.endHint}</p>
      <div className="live-step-do">
        <Button type="primary" size="large" onClick={onAgain}>
          {text.again}
        </Button>
      </div>
    </section>
  );
}

function returning(): Step | undefined {
  const held = heldCall();
  return held && { at: 'return', held };
}

/** A citizen calls: is told what happens, agrees or not, sees whether the devices work, talks. No account is needed. */
export function CitizenPage() {
  const text = useText();
  useTitle(text.live.line);
  const [step, setStep] = useState<Step>(() => returning() ?? { at: 'welcome' });
  useEffect(() => {
    if (step.at === 'call') holdCall(step);
    else if (step.at !== 'return' && !(step.at === 'end' && step.ending === 'network')) forgetCall();
  }, [step]);
  const begin = useMutation({
    mutationFn: ({ consents }: { consents: Consents; devices: { microphone: boolean; camera: boolean } }) => beginCall(consents),
    onSuccess: (admission, { consents, devices }) => setStep({ at: 'call', admission, consents, devices }),
  });
  const end = (ending: Ending) => {
    // Told to the server too: whoever hangs up ends the call for all. It ends by itself when this does not get through.
    if (step.at === 'call' && ending === 'left') endCall(step.admission).catch(() => undefined);
    setStep({ at: 'end', ending });
  };
  return (
    <LiveFrame>
      {step.at === 'welcome' && <Welcome onGo={() => setStep({ at: 'consents' })} />}
      {step.at === 'consents' && <ConsentStep onDone={(consents) => setStep({ at: 'devices', consents })} />}
      {step.at === 'return' && (
        <ReturnStep
          held={step.held}
          onBack={(consents) => setStep({ ...step.held, at: 'call', consents })}
          onOver={() => setStep({ at: 'end', ending: 'over' })}
        />
      )}
      {step.at === 'devices' && (
        <DeviceStep
          go={text.live.devices.call}
          busy={begin.isPending}
          onDone={(devices) => begin.mutate({ consents: step.consents, devices })}
        >
          {begin.error && <TroubleNote failure={begin.error} />}
        </DeviceStep>
      )}
      {step.at === 'call' && (
        <CallRoom
          admission={step.admission}
          devices={step.devices}
          consents={step.consents}
          waiting={text.live.waitingForStaff}
          leave={text.live.controls.hangUp}
          asks
          onEnd={end}
        >
          <ConsentPanel
            admission={step.admission}
            given={step.consents}
            onChanged={(consents) => setStep({ ...step, consents })}
          />
        </CallRoom>
      )}
      {step.at === 'end' && <End ending={step.ending} onAgain={() => setStep(returning() ?? { at: 'consents' })} />}
    </LiveFrame>
  );
}
