import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type SyntheticEvent } from 'react';
import { Navigate, useLocation } from 'react-router';
import { write } from '../api/client';
import type { Session } from '../api/documents';
import { troubleText } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { useText } from '../text/Language';
import { Field } from './Field';
import { nextPath } from './next';
import { SESSION_KEY, useSession } from './useSession';
import { SignedOutFrame } from './SignedOutFrame';

export function SignInPage() {
  const text = useText();
  useTitle(text.titles.signIn);
  const { data: session } = useSession();
  const { search } = useLocation();
  const queries = useQueryClient();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  if (session) return <Navigate to={nextPath(search)} replace />;

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!account.trim() || !password || sending) return;
    setSending(true);
    setFailure(undefined);
    try {
      const begun = await write<Session>('POST', '/session', { account: account.trim(), password });
      queries.setQueryData(SESSION_KEY, begun);
    } catch (caught) {
      setFailure(caught);
      setPassword('');
      setChecked(false);
    } finally {
      setSending(false);
    }
  };

  return (
    <SignedOutFrame heading={text.signIn.heading}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={text.signIn.account}
          value={account}
          onChange={setAccount}
          error={checked && !account.trim() ? text.signIn.accountMissing : undefined}
          autoComplete="username"
          autoFocus
        />
        <Field
          label={text.signIn.password}
          value={password}
          onChange={setPassword}
          error={checked && !password ? text.signIn.passwordMissing : undefined}
          autoComplete="current-password"
          secret
        />
        {failure !== undefined && (
          <p className="field-error" role="alert">
            {troubleText(failure, text)}
          </p>
        )}
        <Button type="primary" size="large" htmlType="submit" block disabled={sending}>
          {sending ? text.signIn.submitting : text.signIn.submit}
        </Button>
        <p className="quiet">{text.signIn.hint}</p>
      </form>
    </SignedOutFrame>
  );
}
