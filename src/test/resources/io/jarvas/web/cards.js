// An empty page with the elements to be tested, as `arguments[0]` reads, before a home whose names are these.
const language = arguments[0];
return (async () => {
  const base = document.querySelector('script[src*="panel.js"]').src.replace(/panel\.js$/, "");
  const [{ Action }, { JarvasClient }, services, states, texts] = await Promise.all(
    ["chat/action.js", "jarvas-client.js", "parts/service-words.js", "parts/state-words.js", "chat/card-texts.js", "chat/action-card.js", "chat/pictures.js"].map(
      (module) => import(base + module),
    ),
  );
  const pt = language === "pt";
  const home = {
    "light.kitchen": { name: pt ? "Candeeiro" : "Ceiling", area: pt ? "Cozinha" : "Kitchen", state: "on" },
    "light.hall": { name: pt ? "Luz do corredor" : "Hall light", area: pt ? "Corredor" : "Hall", state: "off" },
    "light.porch": { name: pt ? "Alpendre" : "Porch", area: null, icon: "mdi:coach-lamp", state: "off" },
    "lock.front_door": { name: pt ? "Porta da frente" : "Front door", area: pt ? "Entrada" : "Entrance", state: "locked" },
    "cover.blinds": { name: pt ? "Estores" : "Blinds", area: pt ? "Sala" : "Living room", device_class: "blind", state: "open" },
    "climate.living": { name: pt ? "Termóstato" : "Thermostat", area: pt ? "Sala" : "Living room", unit: "°C", state: "heat" },
    "media_player.tv": { name: "TV", area: pt ? "Sala" : "Living room", device_class: "tv", state: "off" },
    "camera.garden": { name: pt ? "Câmara do jardim" : "Garden camera", area: null, state: "idle" },
    "sensor.outside": { name: pt ? "Lá fora" : "Outside", area: null, device_class: "temperature", unit: "°C", state: "1234.50" },
    "light.strip": { name: "LED", area: null, icon: "phu:led-strip", state: "off" },
    "light.hostile": { name: "<img src=x onerror=alert(1)>", area: "<b>bold</b>", state: "off" },
  };
  class Home extends JarvasClient {
    asked = [];

    async call(path, options) {
      if (!path.startsWith("api/entities")) return super.call(path, options);
      this.asked.push(path);
      const ids = decodeURIComponent(path.split("id=")[1]).split(",");
      return { entities: ids.filter((id) => home[id]).map((id) => ({ entity_id: id, icon: null, device_class: null, unit: null, ...home[id] })) };
    }
  }
  document.documentElement.lang = language;
  document.title = "Jarvas";
  const main = document.createElement("main");
  main.style.cssText = "display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; align-content: start; max-width: 720px; margin: 0 auto; padding: 16px; box-sizing: border-box";
  document.body.replaceChildren(main);
  const client = new Home({ url: location.origin, language });
  window.cards = {
    base,
    Action,
    client,
    services,
    states,
    texts,
    settled: [],
    add(action, said = "") {
      const card = Object.assign(document.createElement("jarvas-action"), { action, client, language, said, conversation: "c1" });
      main.append(card);
      this.action = action;
      return card.updateComplete;
    },
    propose(tool, args, more = {}) {
      return this.add(Action.proposed({ id: `a${main.childElementCount + 1}`, action: { tool, args, ...more } }));
    },
    call(service, data) {
      const [domain, name] = service.split(".");
      return this.propose("homeassistant_call_service", { domain, service: name, data });
    },
    hear(event, data) {
      this.action.hear(event, { id: this.action.id, ...data });
    },
    result(outcome, more = {}) {
      const success = ["executed", "already", "sent"].includes(outcome);
      this.hear("action_result", { outcome, success, message: "", changes: [], undo: null, ...more });
    },
    pictures() {
      const pictures = Object.assign(document.createElement("jarvas-pictures"), { language, zone: main });
      main.style.minHeight = "90vh";
      main.append(pictures);
      window.pictures = pictures;
      return pictures.updateComplete;
    },
  };
  addEventListener("jarvas-settled", (event) => window.cards.settled.push(event.detail));
})();
