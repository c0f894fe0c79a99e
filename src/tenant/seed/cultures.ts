/**
 * Names as they are written, and after a colon how they are written in an address where that is not the same letters
 * without their marks.
 */
export interface Culture {
  /** Which offices hire mostly here. */
  readonly countries: readonly string[];
  /** `小林 美咲`: the family's name first. */
  readonly familyFirst?: boolean;
  readonly given: string;
  readonly surnames: string;
}

export const cultures: readonly Culture[] = [
  {
    countries: ['PT'],
    given:
      'João Inês Tiago Beatriz Gonçalo Mariana Rui Catarina Duarte Leonor Afonso Matilde Nuno Sofia Vasco Lurdes',
    surnames:
      'Almeida Araújo Brandão Carvalho Conceição Costa Figueiredo Gonçalves Leitão Magalhães Mendonça Pereira Simões Silva Teixeira Vasconcelos',
  },
  {
    countries: ['DE'],
    given:
      'Anneliese Björn:bjoern Dietmar Friederike Günther:guenther Heike Jürgen:juergen Käthe:kaethe Lukas Maike Nils Petra Sören:soeren Thomas Uta Wolfgang',
    surnames:
      'Bauer Brandt Fischer Groß Hoffmann Jäger:jaeger Köhler:koehler Krüger:krueger Müller:mueller Neumann Schäfer:schaefer Schneider Schröder:schroeder Vogel Weber Weiß',
  },
  {
    countries: ['NO'],
    given:
      'Åse:aase Bjørn:bjoern Eirik Frøydis:froydis Gunnar Håkon:haakon Ingrid Jørgen:joergen Kari Lars Märta:marta Ragnhild Sigrid Sølvi:soelvi Torstein Øystein:oystein',
    surnames:
      'Andersson Bakke Dahl Eriksen Hagen Haugland Jønsson:jonsson Kristiansen Lindqvist Lund Nygård:nygaard Ødegård:odegaard Sørensen:soerensen Strand Tveit Åberg:aaberg',
  },
  {
    countries: ['NG'],
    given:
      'Adaeze Ayọ̀délé Chidi Chinwe Emeka Fọlákẹ́ Ibrahim Kẹ́hìndé Ngozi Oluwaseun Táíwò Tunde Ụzọma Yewande Zainab Wanjiru',
    surnames:
      'Abubakar Adébáyọ̀ Adeyemi Balogun Bello Chukwu Eze Igwe Mbeki Nwosu Obi Okafor Okonkwo Ọláoyè Usman Yusuf',
  },
  {
    countries: ['PT', 'DE', 'NO', 'NG'],
    given:
      'Camille Élodie Niamh Siobhán Quentin Hannah Mateo Rosa Giulia Noël Zoë Andrés Paula Ursula Fionnuala Emily',
    surnames:
      "Baker Bianchi Dubois Fernández García Lefèvre Moreau Murphy O'Brien:obrien Núñez Quinn Rossi Sánchez Vargas D'Angelo:dangelo Peña",
  },
  {
    countries: ['DE', 'NO'],
    given:
      'Tomáš Žofie Jakub Katarzyna Łukasz Małgorzata Michał Ştefan Ioana Éva László Zsófia Çağlar Elif Işıl Viktor',
    surnames:
      'Dvořák Horváth Ionescu Jabłoński Kaya Kowalska Krčmář Łukaszewicz Nagy Novák Öztürk:ozturk Procházka Şahin Szabó Wiśniewska Yılmaz',
  },
  {
    countries: ['DE'],
    given:
      'Анна:anna Дмитрий:dmitri Екатерина:ekaterina Иван:ivan Мария:maria Наталья:natalia Олексій:oleksii Ольга:olga Сергей:sergei Соломія:solomiia Тарас:taras Юлія:yuliia',
    surnames:
      'Бондаренко:bondarenko Волков:volkov Ковальчук:kovalchuk Кузнецов:kuznetsov Мельник:melnyk Морозова:morozova Петренко:petrenko Петров:petrov Соколова:sokolova Шевченко:shevchenko',
  },
  {
    countries: ['DE', 'PT'],
    given:
      'Αλέξης:alexis Γιώργος:giorgos Δήμητρα:dimitra Ελένη:eleni Κατερίνα:katerina Μαρία:maria Νίκος:nikos Παναγιώτης:panagiotis Σοφία:sofia Χρήστος:christos',
    surnames:
      'Αντωνίου:antoniou Βασιλείου:vasileiou Γεωργίου:georgiou Δημητρίου:dimitriou Κωνσταντίνου:konstantinou Νικολάου:nikolaou Οικονόμου:oikonomou Παπαδόπουλος:papadopoulos',
  },
  {
    countries: ['JP', 'JP', 'JP'],
    familyFirst: true,
    given:
      '美咲:misaki 翔太:shota 結衣:yui 大輔:daisuke 陽子:yoko 健一:kenichi さくら:sakura 拓也:takuya 葵:aoi 蓮:ren 真由美:mayumi 直樹:naoki',
    surnames:
      '佐藤:sato 鈴木:suzuki 高橋:takahashi 田中:tanaka 渡辺:watanabe 伊藤:ito 山本:yamamoto 中村:nakamura 小林:kobayashi 加藤:kato 吉田:yoshida 髙橋:takahashi',
  },
  {
    countries: ['JP'],
    familyFirst: true,
    given:
      '小明:xiaoming 丽娜:lina 伟:wei 芳:fang 秀英:xiuying 建国:jianguo 雅婷:yating 志豪:chihhao 欣怡:hsinyi 子轩:zixuan',
    surnames: '王:wang 李:li 张:zhang 刘:liu 陈:chen 楊:yang 黃:huang 趙:zhao 吳:wu 欧阳:ouyang',
  },
  {
    countries: ['JP'],
    familyFirst: true,
    given: '지민:jimin 서연:seoyeon 민준:minjun 하은:haeun 도윤:doyun 수빈:subin 지훈:jihun 예린:yerin',
    surnames: '김:kim 이:lee 박:park 최:choi 정:jung 강:kang 조:cho 윤:yoon',
  },
  {
    countries: ['DE', 'NG'],
    given:
      'مريم:maryam أحمد:ahmad فاطمة:fatima يوسف:yusuf ليلى:layla عمر:omar نور:nour خالد:khalid سلمى:salma إبراهيم:ibrahim',
    surnames:
      'الحداد:alhaddad المصري:almasri العلي:alali حسن:hassan منصور:mansour الخطيب:alkhatib درويش:darwish الزهراني:alzahrani',
  },
  {
    countries: ['DE', 'PT'],
    given: 'נועה:noa דוד:david תמר:tamar יוסף:yosef שירה:shira איתן:eitan מיכל:michal אורי:ori',
    surnames:
      'כהן:cohen לוי:levi מזרחי:mizrahi פרץ:peretz ביטון:biton דהן:dahan אברהם:avraham פרידמן:friedman',
  },
  {
    countries: ['NO', 'PT', 'JP'],
    given:
      'प्रिया:priya राहुल:rahul अनन्या:ananya विक्रम:vikram मीरा:meera अर्जुन:arjun สมชาย:somchai สุดา:suda Nguyệt Đức:duc',
    surnames:
      'शर्मा:sharma गुप्ता:gupta पटेल:patel सिंह:singh अय्यर:iyer มีสุข:meesuk ใจดี:jaidee Nguyễn Trần Đặng:dang',
  },
];
