"""What a text says of emergencies, in each language: patterns of words, whatever their case."""

from __future__ import annotations

SENDS = {
    "en": (
        *(r"(?:call|dial|ring) (?:\w+ ){0,2}(?:911|9-1-1|999|112)", "(?:call|text) 988"),
        *("emergency (?:room|department|care|services?|medical|number|help)", "medical emergency"),
        *("life-threatening emergency", "(?:get|seek) (?:immediate|urgent|emergency)"),
        "(?:get|seek|need) (?:medical )?(?:help|care|attention) (?:right away|immediately|at once)",
    ),
    "es": (
        r"(?:llam\w+|marque) (?:\w+ ){0,3}(?:911|112|061|988)",
        "(?:sala|servicios?|atención|número|departamento) de (?:emergencia|urgencia)s?",
        *("emergencia médica", "atención (?:médica )?(?:de )?(?:inmediat|urgente)"),
        "busque (?:ayuda|atención)(?: médica)? (?:de inmediato|inmediata|urgente)",
    ),
    "fr": (
        *(r"appel\w+ (?:\w+ ){0,2}(?:15|112|911)(?!\w)", "(?:aux|les|service des?) urgences"),
        *("numéro d[’']urgence", "urgence médicale"),
    ),
    "de": (r"(?:112|911|144)(?!\w)", "Notaufnahme", "Notarzt", "Notruf", "medizinischer Notfall"),
    "it": (
        *(r"(?:chiam\w+|compon\w+) (?:\w+ ){0,2}(?:112|118)(?!\w)", "pronto soccorso"),
        "emergenza medica",
    ),
    "pt": (
        *(r"(?:lig\w+|cham\w+) (?:\w+ ){0,3}(?:112|192|911)(?!\w)", "pronto-socorro"),
        *("emergência médica", "(?:serviço|número) de (?:emergência|urgência)"),
    ),
    "nl": (r"112(?!\w)", "spoedeisende hulp", "medisch noodgeval"),
    "ru": (r"скор\w+ помощ", r"неотложн\w+ помощ", r"(?:звон|вызов|позвон)\w+ .{0,20}(?:103|112)"),
    "ar": ("الطوارئ", "الإسعاف", "حالة طارئة"),
    "hi": ("इमरजेंसी", "आपातकाल", "एम्बुलेंस", "एंबुलेंस"),
    "ko": ("응급실", "(?:119|911)에", "구급차", "응급 ?(?:상황|치료)"),
    "vi": ("cấp cứu", "gọi (?:số )?(?:115|911)"),
    "zh": ("急诊", "急救", "拨打 ?(?:120|911|999)", "紧急就医", "立即就医"),
}
"""What a text says where it sends people to emergency care."""

DANGERS = {
    "en": (
        *("chest pain", r"(?:trouble|difficulty|problems?|hard) (?:\w+ )?breath", "suicid"),
        *("short(?:ness)? of breath", "seizures?", "convulsion", r"faint(?:ing)?(?!\w)"),
        *("anaphyla", r"pass(?:ing)? out(?!\w)", "loss of consciousness", "unconscious"),
        *("paralysis", "overdos", r"(?:cough|vomit|throw)\w*(?: up)? blood"),
        "(?:heavy|severe|uncontrolled) bleeding",
        *("bleeding that (?:does not|doesn.t|won.t) stop", "stiff neck", "blue lips"),
        r"sudden\w* (?:weakness|numbness|confusion|loss|severe)",
        "(?:very bad|severe|worst) (?:headache|chest|abdominal|belly|stomach)",
        "(?:hurting|harming|killing) (?:yourself|themselves|oneself)",
        "(?:severe|serious|life-threatening) allergic reaction",
    ),
    "es": (
        *("dolor (?:en el|de) pecho", "dificultad (?:para|al) respirar", "problemas para respirar"),
        *("falta de aire", "convulsi", "desmay", "pérdida (?:del|de) con(?:ocimiento|ciencia)"),
        *("inconscien", "(?:tos|vómitos?) con sangre", "suicid", "parálisis", "rigidez de nuca"),
        *("(?:sangrado|hemorragia) (?:abundante|intens|que no)", "debilidad (?:repentina|súbita)"),
        *("anafila", "sobredosis", "dolor de cabeza (?:intenso|muy fuerte)"),
        "reacción alérgica grave",
    ),
    "fr": (
        *("douleurs? (?:à|dans) la poitrine", "douleurs? thoraci"),
        *("(?:difficultés?|mal) à respirer", "essouffl", "convulsi", "évanoui"),
        *("perte de con(?:naissance|science)", "suicid", "hémorragie"),
        *("saignements? (?:abondant|important)", "paralysie", "anaphyla", "surdosage"),
        *("maux? de tête (?:intense|violent)", "raideur de la nuque"),
    ),
    "de": (
        *("Brustschmerz", "Schmerzen in der Brust", "Atemnot", "Kurzatmig", "Krampfanf"),
        *("Ohnmacht", "ohnmächtig", "bewusstlos", r"starke\w* Blutung", "Lähmung", "Suizid"),
        *("Selbstmord", r"(?:starke|heftige)\w* Kopfschmerz", "Anaphyla", "Überdosi"),
    ),
    "it": (
        *("dolore (?:al petto|toracico)", "(?:difficoltà|fatica) (?:a|di) respir", "fiato corto"),
        *("convulsion", "sveni", "perdita di co(?:noscenza|scienza)", "emorragi", "paralisi"),
        *("suicid", "anafila", "forte mal di testa", "sovradosaggio"),
    ),
    "pt": (
        *("dor no peito", "dificuldade (?:para|em|de) respirar", r"falta de ar(?!\w)", "convuls"),
        *("desmai", "perda de consciência", "sangramento (?:intenso|forte)", "hemorragia"),
        *("paralisia", "suic[ií]d", "anafil", "dor de cabeça (?:intensa|forte)", "overdose"),
    ),
    "nl": ("pijn op de borst", "benauwd", "flauwvallen", "bewusteloos", "toevallen", "zelfdoding"),
    "ru": (
        *("бол[ьи] в груди", "одышк", "(?:трудно|тяжело) дышать", r"затрудн\w+ дыхани", "судорог"),
        *("обморок", r"потер\w+ сознания", "кровотечени", "паралич", "самоубийств", "анафилак"),
        *("сильная головная боль", "передозировк"),
    ),
    "ar": (
        *("ألم في الصدر", "ألم الصدر", "صعوبة في التنفس", "ضيق (?:في )?التنفس", "تشنج"),
        *("نوبات صرع", "إغماء", "فقدان الوعي", "نزيف (?:شديد|حاد)", "شلل", "انتحار", "صداع شديد"),
        "جرعة زائدة",
    ),
    "hi": (
        *("(?:सीने|छाती) में दर्द", "(?:साँस|सांस) (?:लेने में|फूल)", "दौरे", "दौरा", "बेहोश", "लकवा"),
        *("तेज़ सिरदर्द", "आत्महत्या", "बहुत (?:ज़्यादा )?खून"),
    ),
    "ko": (
        *("가슴 ?통증", "흉통", "호흡 ?곤란", "숨쉬기", "발작", "경련", "실신", "의식을 잃"),
        *("마비", "자살", "심한 (?:출혈|두통)"),
    ),
    "vi": (
        *("đau ngực", "khó thở", "co giật", "ngất", "bất tỉnh", "chảy máu (?:nhiều|không cầm)"),
        *("bị liệt", "tự tử", "đau đầu dữ dội", "quá liều"),
    ),
    "zh": (
        *("胸痛", "呼吸困难", "抽搐", "癫痫发作", "昏厥", "晕倒", "失去意识", "昏迷", "大出血"),
        *("瘫痪", "自杀", "剧烈头痛", "用药过量"),
    ),
}
"""Signs that can be an emergency, where a text names them as something that may happen."""
