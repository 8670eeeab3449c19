import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { FormError } from '../design/FormError';
import { Page, Section } from '../design/Page';
import { Spinner } from '../design/Spinner';
import { toast } from '../design/Toast';
import { useWords, wordsNow } from '../i18n/catalog';
import { ToolServerCard } from './ToolServerCard';
import { ToolServerEditor } from './ToolServerEditor';
import type { ToolServer } from './toolServersApi';
import { toolServersApi } from './toolServersApi';
import { toolServerWords } from './toolServerWords';

/** Finishes a sign-in that a browser has just come back from; what it brought is taken out of the address at once. */
async function comeBack(onFailed: (why: string) => void): Promise<void> {
  const query = new URLSearchParams(location.search);
  const [state, code, refused] = [query.get('state'), query.get('code'), query.get('error')];
  if (state === null || (code === null && refused === null)) return;
  history.replaceState(history.state, '', location.pathname);
  const words = wordsNow(toolServerWords);
  if (code === null) {
    onFailed(words.signInFailed(refused ?? ''));
    return;
  }
  try {
    await toolServersApi.signedIn({ state, code, iss: query.get('iss') });
    toast(words.signedIn);
  } catch (failure) {
    onFailed(words.signInFailed(explain(problemOf(failure).code)));
  }
}

/** 外部工具: servers of tools, their lists, and what of them agents may have. For admins of the server. */
export default function ToolServersScreen() {
  const words = useWords(toolServerWords);
  const [all, setAll] = useState<ToolServer[] | null>(null);
  const [programsAllowed, setProgramsAllowed] = useState(false);
  const [adding, setAdding] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    void comeBack(setFailed).then(() => toolServersApi.page()).then(
      (page) => {
        setAll(page.servers);
        setProgramsAllowed(page.programsAllowed);
      },
      (failure: unknown) => setFailed(explain(problemOf(failure).code)),
    );
  }, []);
  const changed = (server: ToolServer) => setAll((before) => before?.map((one) => (one.id === server.id ? server : one)) ?? null);
  return (
    <Page title={words.title} back={{ screen: 'settings', page: 'profile' }}>
      <p>{words.hint}</p>
      {all === null && failed === null && <Spinner label={words.loading} />}
      <FormError text={failed} />
      {all?.length === 0 && !adding && <EmptyState title={words.nothing}>{words.nothingText}</EmptyState>}
      {all?.map((server) => (
        <ToolServerCard key={server.id} server={server} programsAllowed={programsAllowed} onChanged={changed} onRemoved={() => setAll(all.filter((one) => one.id !== server.id))} />
      ))}
      {all !== null &&
        (adding ? (
          <Section title={words.add}>
            <ToolServerEditor
              known={null}
              programsAllowed={programsAllowed}
              onSaved={(server) => {
                setAll([...all, server]);
                setAdding(false);
              }}
              onCancel={() => setAdding(false)}
            />
          </Section>
        ) : (
          <Button look="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        ))}
    </Page>
  );
}
