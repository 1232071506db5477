// The icon that Home Assistant gives what has none of its own: by domain, device class and state, as `icons.json` of its
// components has them.

/**
 * By `domain` or `domain.device_class`: the usual icon, then those of states.
 *
 * ```
 * "lock": "lock unlocked=lock-open-variant"
 * ```
 */
const ICONS = {
  alarm_control_panel:
    "shield armed_away=shield-lock armed_custom_bypass=security armed_home=shield-home armed_night=shield-moon " +
    "armed_vacation=shield-airplane disarmed=shield-off pending=shield-outline triggered=bell-ring",
  automation: "robot off=robot-off unavailable=robot-confused",
  binary_sensor: "radiobox-blank on=checkbox-marked-circle",
  "binary_sensor.battery": "battery on=battery-outline",
  "binary_sensor.battery_charging": "battery on=battery-charging",
  "binary_sensor.carbon_monoxide": "smoke-detector on=smoke-detector-alert",
  "binary_sensor.cold": "thermometer on=snowflake",
  "binary_sensor.connectivity": "close-network-outline on=check-network-outline",
  "binary_sensor.door": "door-closed on=door-open",
  "binary_sensor.garage_door": "garage on=garage-open",
  "binary_sensor.gas": "check-circle on=alert-circle",
  "binary_sensor.heat": "thermometer on=fire",
  "binary_sensor.light": "brightness-5 on=brightness-7",
  "binary_sensor.lock": "lock on=lock-open",
  "binary_sensor.moisture": "water-off on=water",
  "binary_sensor.motion": "motion-sensor-off on=motion-sensor",
  "binary_sensor.moving": "octagon on=arrow-right",
  "binary_sensor.occupancy": "home-outline on=home",
  "binary_sensor.opening": "square on=square-outline",
  "binary_sensor.plug": "power-plug-off on=power-plug",
  "binary_sensor.power": "power-plug-off on=power-plug",
  "binary_sensor.presence": "home-outline on=home",
  "binary_sensor.problem": "check-circle on=alert-circle",
  "binary_sensor.running": "stop on=play",
  "binary_sensor.safety": "check-circle on=alert-circle",
  "binary_sensor.smoke": "smoke-detector-variant on=smoke-detector-variant-alert",
  "binary_sensor.sound": "music-note-off on=music-note",
  "binary_sensor.tamper": "check-circle on=alert-circle",
  "binary_sensor.update": "package on=package-up",
  "binary_sensor.vibration": "crop-portrait on=vibrate",
  "binary_sensor.window": "window-closed on=window-open",
  button: "button-pointer",
  "button.restart": "restart",
  "button.update": "package-up",
  calendar: "calendar on=calendar-check off=calendar-blank",
  camera: "video off=video-off",
  climate: "thermostat",
  counter: "counter",
  cover: "window-open closed=window-closed closing=arrow-down-box opening=arrow-up-box",
  "cover.blind": "blinds-horizontal closed=blinds-horizontal-closed closing=arrow-down-box opening=arrow-up-box",
  "cover.curtain": "curtains closed=curtains-closed closing=arrow-collapse-horizontal opening=arrow-split-vertical",
  "cover.damper": "circle closed=circle-slice-8",
  "cover.door": "door-open closed=door-closed",
  "cover.garage": "garage-open closed=garage closing=arrow-down-box opening=arrow-up-box",
  "cover.gate": "gate-open closed=gate closing=arrow-right opening=arrow-right",
  "cover.shade": "roller-shade closed=roller-shade-closed closing=arrow-down-box opening=arrow-up-box",
  "cover.shutter": "window-shutter-open closed=window-shutter closing=arrow-down-box opening=arrow-up-box",
  date: "calendar",
  datetime: "calendar-clock",
  device_tracker: "account not_home=account-arrow-right",
  event: "eye-check",
  fan: "fan off=fan-off",
  group: "google-circles-communities",
  humidifier: "air-humidifier off=air-humidifier-off",
  image: "image",
  input_boolean: "check-circle-outline off=close-circle-outline",
  input_button: "button-pointer",
  input_datetime: "calendar-clock",
  input_number: "ray-vertex",
  input_select: "format-list-bulleted",
  input_text: "form-textbox",
  lawn_mower: "robot-mower",
  light: "lightbulb",
  lock:
    "lock jammed=lock-alert locking=lock-clock open=lock-open-variant opening=lock-clock unlocked=lock-open-variant " +
    "unlocking=lock-clock",
  media_player: "cast off=cast-off paused=cast-connected playing=cast-connected",
  "media_player.receiver": "audio-video off=audio-video-off",
  "media_player.speaker": "speaker off=speaker-off paused=speaker-pause playing=speaker-play",
  "media_player.tv": "television off=television-off paused=television-pause playing=television-play",
  notify: "message",
  number: "ray-vertex",
  person: "account not_home=account-arrow-right",
  plant: "flower",
  remote: "remote off=remote-off",
  scene: "palette",
  schedule: "calendar-clock",
  script: "script-text on=script-text-play",
  select: "format-list-bulleted",
  sensor: "eye",
  "sensor.aqi": "air-filter",
  "sensor.atmospheric_pressure": "thermometer-lines",
  "sensor.battery": "battery",
  "sensor.carbon_dioxide": "molecule-co2",
  "sensor.carbon_monoxide": "molecule-co",
  "sensor.current": "current-ac",
  "sensor.date": "calendar",
  "sensor.distance": "arrow-left-right",
  "sensor.duration": "progress-clock",
  "sensor.energy": "lightning-bolt",
  "sensor.frequency": "sine-wave",
  "sensor.gas": "meter-gas",
  "sensor.humidity": "water-percent",
  "sensor.illuminance": "brightness-5",
  "sensor.moisture": "water-percent",
  "sensor.monetary": "cash",
  "sensor.pm10": "molecule",
  "sensor.pm25": "molecule",
  "sensor.power": "flash",
  "sensor.precipitation": "weather-rainy",
  "sensor.pressure": "gauge",
  "sensor.signal_strength": "wifi",
  "sensor.speed": "speedometer",
  "sensor.temperature": "thermometer",
  "sensor.timestamp": "clock",
  "sensor.volatile_organic_compounds": "molecule",
  "sensor.voltage": "sine-wave",
  "sensor.water": "water",
  "sensor.weight": "weight",
  "sensor.wind_speed": "weather-windy",
  siren: "bullhorn",
  sun: "white-balance-sunny below_horizon=weather-night",
  switch: "toggle-switch-variant off=toggle-switch-variant-off",
  "switch.outlet": "power-plug off=power-plug-off",
  text: "form-textbox",
  time: "clock",
  timer: "timer-outline",
  todo: "clipboard-list",
  update: "package on=package-up",
  vacuum: "robot-vacuum",
  valve: "valve-open closed=valve-closed",
  "valve.gas": "meter-gas",
  water_heater: "water-boiler off=water-boiler-off",
  weather:
    "weather-partly-cloudy clear-night=weather-night cloudy=weather-cloudy fog=weather-fog hail=weather-hail " +
    "lightning=weather-lightning pouring=weather-pouring rainy=weather-rainy snowy=weather-snowy sunny=weather-sunny " +
    "windy=weather-windy",
  zone: "map-marker-radius",
};

const TOOLS = {
  homeassistant_get_states: "magnify",
  get_history: "history",
  get_weather: "weather-partly-cloudy",
  show_agenda: "calendar",
  add_agenda_event: "calendar",
  show_shopping_list: "cart-outline",
  add_shopping_item: "cart-outline",
  look: "camera",
  web_search: "web",
  schedule: "clock-outline",
  save_note: "brain",
  forget: "brain",
};

/** @param entity as `Entities` has it; `state` the one to show */
export function deviceIcon(entity, state = entity.state) {
  if (entity.icon?.startsWith("mdi:")) return entity.icon.slice("mdi:".length); // of another set only its owner's page has them
  const domain = entity.entity_id.split(".")[0];
  const [usual, ...others] = (ICONS[`${domain}.${entity.device_class}`] ?? ICONS[domain] ?? "bookmark").split(" ");
  return others.find((other) => other.startsWith(`${state}=`))?.slice(state.length + 1) ?? usual;
}

export function toolIcon(tool) {
  return TOOLS[tool] ?? "room-service";
}
