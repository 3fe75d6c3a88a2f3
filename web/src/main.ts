import "./tokens.css";
import "./page.css";
import { mount } from "svelte";
import { world } from "./map/world";
import { names } from "./meta.svelte";
import Page from "./Page.svelte";

// Asked for before anything is drawn.
void names.load();
if (["/", "/map"].includes(location.pathname)) void world(false);

mount(Page, { target: document.getElementById("page")! });
