import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../design/tokens.css';
import '../design/base.css';
import { language } from '../i18n/language';
import { App } from './App';
import { Client } from './client';
import { keepForOffline, reloadWhenOutdated } from './offline';

document.documentElement.lang = language();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
const client = await Client.start();
keepForOffline();
reloadWhenOutdated();
createRoot(root).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
);
