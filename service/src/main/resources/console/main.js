/** Starts the console. */
import { App } from "./app.js";

const app = new App(document.getElementById("console"));
app.start();
