import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { TroubleNote } from '../app/TroubleNote';
import { useText } from '../text/Language';
import { changeConsents, type Admission, type Consents } from './admission';
import { ConsentFields } from './ConsentFields';

interface ConsentPanelProps {
  admission: Admission;
  given: Consents;
  onChanged: (consents: Consents) => void;
}

/** What was agreed to, to be changed at any time of the call. */
export function ConsentPanel({ admission, given, onChanged }: ConsentPanelProps) {
  const text = useText().live.consents;
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(given);
  const change = useMutation({
    mutationFn: () => changeConsents(admission, wanted),
    onSuccess: (consents) => {
      onChanged(consents);
      setOpen(false);
    },
  });
  return (
    <>
      <Button
        size="large"
        onClick={() => {
          setWanted(given);
          change.reset();
          setOpen(true);
        }}
      >
        {text.change}
      </Button>
      <Modal
        open={open}
        title={text.change}
        okText={text.save}
        cancelText={text.cancel}
        confirmLoading={change.isPending}
        onOk={() => change.mutate()}
        onCancel={() => setOpen(false)}
      >
        <ConsentFields given={wanted} onChange={setWanted} />
        {change.error && <TroubleNote failure={change.error} />}
      </Modal>
    </>
  );
}
