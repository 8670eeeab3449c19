import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { FormError } from '../design/FormError';
import { Page, Section } from '../design/Page';
import { Spinner } from '../design/Spinner';
import { useWords } from '../i18n/catalog';
import { ModelFileSection } from './ModelFileSection';
import type { ModelsPage } from './modelsApi';
import { modelsApi } from './modelsApi';
import { modelsWords } from './modelsWords';
import { ProviderCard } from './ProviderCard';
import { ProviderEditor } from './ProviderEditor';
import { RoutesSection } from './RoutesSection';

/** 模型: the providers in the order they are asked, their models, and what each was found able to do. For admins of the server. */
export default function ModelsScreen() {
  const words = useWords(modelsWords);
  const client = useClient();
  const [page, setPage] = useState<ModelsPage | null>(null);
  const [adding, setAdding] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const load = useCallback(async () => {
    try {
      setPage(await modelsApi.page());
      setFailed(null);
      await client.loadServer();
    } catch (failure) {
      setFailed(explain(problemOf(failure).code));
    }
  }, [client]);
  useEffect(() => void load(), [load]);
  const up = async (index: number) => {
    const ids = page?.providers.map((one) => one.id) ?? [];
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index - 1, 0, moved);
    setPage(await modelsApi.order(ids));
  };
  return (
    <Page title={words.title} back={{ screen: 'settings', page: 'profile' }}>
      <p>{words.hint}</p>
      {page === null && failed === null && <Spinner label={words.loading} />}
      <FormError text={failed} />
      {page?.providers.length === 0 && !adding && <EmptyState title={words.nothing}>{words.nothingText}</EmptyState>}
      {page?.providers.map((provider, index) => (
        <ProviderCard
          key={provider.id}
          provider={provider}
          presets={page.presets}
          circuit={page.circuits.find((one) => one.provider === provider.id) ?? null}
          onChanged={load}
          onUp={index === 0 ? null : () => void up(index)}
        />
      ))}
      {page !== null &&
        (adding ? (
          <Section title={words.addProvider}>
            <ProviderEditor
              known={null}
              presets={page.presets}
              onCancel={() => setAdding(false)}
              onSaved={() => {
                setAdding(false);
                void load();
              }}
            />
          </Section>
        ) : (
          <Button look="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setAdding(true)}>
            {words.addProvider}
          </Button>
        ))}
      {page !== null && <ModelFileSection version={page.providers.length} onChanged={load} />}
      {page !== null && <RoutesSection providers={page.providers} />}
    </Page>
  );
}
