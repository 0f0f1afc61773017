// The start: language, service worker, application.

import { mount } from "svelte";
import App from "./App.svelte";
import { chosenLanguage, loadLanguage } from "./i18n/choice.ts";
import { installUpdates } from "./ui/updates.ts";

await loadLanguage(chosenLanguage());
mount(App, { target: document.getElementById("app")! });
installUpdates();
