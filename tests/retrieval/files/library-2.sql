BEGIN TRANSACTION;
CREATE TABLE access (
	plan_id TEXT NOT NULL, 
	audience VARCHAR(100) NOT NULL, 
	PRIMARY KEY (plan_id, audience)
);
CREATE TABLE assignment (
	version_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	agency TEXT NOT NULL, 
	role TEXT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	agency_span_start INTEGER NOT NULL, 
	agency_span_end INTEGER NOT NULL, 
	section_id TEXT NOT NULL, 
	general BOOLEAN NOT NULL, 
	PRIMARY KEY (version_id, ordinal), 
	FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "assignment" VALUES(1,0,'Sở Y tế','chủ trì',26,52,0,52,'1.1',1);
INSERT INTO "assignment" VALUES(2,0,'Sở Y tế','chủ trì',14,28,0,28,'1.1',1);
INSERT INTO "assignment" VALUES(3,0,'Sở Y tế','chủ trì',4,8,0,8,'1.1',1);
CREATE TABLE deadline (
	version_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	section_id TEXT NOT NULL, 
	what TEXT NOT NULL, 
	who TEXT, 
	"to" TEXT NOT NULL, 
	"before" BOOLEAN NOT NULL, 
	day INTEGER, 
	month INTEGER, 
	year INTEGER, 
	quarter INTEGER, 
	PRIMARY KEY (version_id, ordinal), 
	FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "deadline" VALUES(1,0,'yearly',26,52,'1.1','báo cáo',NULL,'["Tỉnh ủy", "Sở Y tế"]',1,30,11,NULL,NULL);
INSERT INTO "deadline" VALUES(2,0,'yearly',14,28,'1.1','báo cáo',NULL,'["Tỉnh ủy", "Sở Y tế"]',1,30,11,NULL,NULL);
INSERT INTO "deadline" VALUES(3,0,'yearly',4,8,'1.1','báo cáo',NULL,'["Tỉnh ủy", "Sở Y tế"]',1,30,11,NULL,NULL);
CREATE TABLE embedding (
	version_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	embedder VARCHAR(200) NOT NULL, 
	vector BLOB NOT NULL, 
	PRIMARY KEY (version_id, ordinal, embedder), 
	FOREIGN KEY(version_id, ordinal) REFERENCES passage (version_id, ordinal) ON DELETE CASCADE
);
CREATE TABLE meta (
	id INTEGER NOT NULL, 
	library VARCHAR(32) NOT NULL, 
	schema INTEGER NOT NULL, 
	generation INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "meta" VALUES(1,'ac0e4658a43249588f6d6e0dddb7ecd5',2,3);
CREATE TABLE passage (
	version_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	section_id TEXT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	context TEXT NOT NULL, 
	cues TEXT NOT NULL, 
	PRIMARY KEY (version_id, ordinal), 
	FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "passage" VALUES(1,0,'1',0,26,'02/KH-UBND › NHIỆM VỤ','hạn');
INSERT INTO "passage" VALUES(1,1,'1.1',26,52,'02/KH-UBND › Sở Y tế','hạn');
INSERT INTO "passage" VALUES(2,0,'1',0,14,'02/KH-UBND › NHIỆM VỤ','hạn');
INSERT INTO "passage" VALUES(2,1,'1.1',14,28,'02/KH-UBND › Sở Y tế','hạn');
INSERT INTO "passage" VALUES(3,0,'1',0,4,'b.txt › NHIỆM VỤ','hạn');
INSERT INTO "passage" VALUES(3,1,'1.1',4,8,'b.txt › Sở Y tế','hạn');
CREATE TABLE "plan" (
	id TEXT NOT NULL, 
	active_version INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT plan_active_version FOREIGN KEY(active_version) REFERENCES version (id)
);
INSERT INTO "plan" VALUES('a',2);
INSERT INTO "plan" VALUES('b',3);
CREATE TABLE reference (
	version_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	number TEXT, 
	issued_on DATE, 
	issuer TEXT, 
	title TEXT, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	section_id TEXT NOT NULL, 
	PRIMARY KEY (version_id, ordinal), 
	FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "reference" VALUES(1,0,'Chỉ thị','21-CT/TW','2018-01-20','Ban Bí thư',NULL,26,52,'1.1');
INSERT INTO "reference" VALUES(2,0,'Chỉ thị','21-CT/TW','2018-01-20','Ban Bí thư',NULL,14,28,'1.1');
INSERT INTO "reference" VALUES(3,0,'Chỉ thị','21-CT/TW','2018-01-20','Ban Bí thư',NULL,4,8,'1.1');
CREATE TABLE repair (
	version_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	PRIMARY KEY (version_id, ordinal), 
	FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "repair" VALUES(1,0,'page_break',3);
INSERT INTO "repair" VALUES(2,0,'page_break',3);
INSERT INTO "repair" VALUES(3,0,'page_break',3);
CREATE TABLE section (
	version_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	parent INTEGER, 
	id TEXT NOT NULL, 
	label TEXT NOT NULL, 
	path TEXT NOT NULL, 
	title TEXT NOT NULL, 
	level INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	PRIMARY KEY (version_id, ordinal), 
	FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "section" VALUES(1,0,NULL,'1','I.','["I"]','NHIỆM VỤ',1,'heading',0,52);
INSERT INTO "section" VALUES(1,1,0,'1.1','1.','["I", "1"]','Sở Y tế',2,'item',26,52);
INSERT INTO "section" VALUES(2,0,NULL,'1','I.','["I"]','NHIỆM VỤ',1,'heading',0,28);
INSERT INTO "section" VALUES(2,1,0,'1.1','1.','["I", "1"]','Sở Y tế',2,'item',14,28);
INSERT INTO "section" VALUES(3,0,NULL,'1','I.','["I"]','NHIỆM VỤ',1,'heading',0,8);
INSERT INTO "section" VALUES(3,1,0,'1.1','1.','["I", "1"]','Sở Y tế',2,'item',4,8);
CREATE TABLE target (
	version_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	value DOUBLE NOT NULL, 
	unit TEXT NOT NULL, 
	comparator TEXT, 
	what TEXT NOT NULL, 
	period TEXT, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	section_id TEXT NOT NULL, 
	PRIMARY KEY (version_id, ordinal), 
	FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "target" VALUES(1,0,85.5,'%','trên','trẻ em',NULL,26,52,'1.1');
INSERT INTO "target" VALUES(2,0,85.5,'%','trên','trẻ em',NULL,14,28,'1.1');
INSERT INTO "target" VALUES(3,0,85.5,'%','trên','trẻ em',NULL,4,8,'1.1');
CREATE TABLE version (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	plan_id TEXT NOT NULL, 
	version_number INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	added_at DATETIME NOT NULL, 
	file TEXT NOT NULL, 
	number TEXT, 
	issued_on DATE, 
	place TEXT, 
	issuer TEXT, 
	province TEXT, 
	kind TEXT, 
	title TEXT, 
	signer TEXT, 
	signer_position TEXT, 
	signing_authority TEXT, 
	recipients TEXT NOT NULL, 
	header_spans TEXT NOT NULL, 
	warnings TEXT NOT NULL, 
	pages TEXT NOT NULL, 
	text TEXT NOT NULL, 
	FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
);
INSERT INTO "version" VALUES(1,'a',1,'11dfe25f657fae6882798f0c5affd32c20a0646dbd040d7d0c51bd064eb7d5fa','2026-11-22 05:00:18.208959','a.txt','02/KH-UBND','2017-01-13',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]','[["number", 0, 52]]','["Không có số"]','[]','Sở Y tế chủ trì, báo cáo trước ngày 30/11 hằng năm.
');
INSERT INTO "version" VALUES(2,'a',2,'9bebcbbee9781fa6b96778ffb513a63a5b5e4459a2eaca6a1cefa91be9272e45','2026-11-22 05:00:35.818324','a.txt','02/KH-UBND','2017-01-13',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]','[["number", 0, 28]]','["Không có số"]','[]','Sở Nội vụ báo cáo hằng quý.
');
INSERT INTO "version" VALUES(3,'b',1,'474e52ced5380569e0d239a83d9c1c1e04dc8fa4cb00ad535bc8cce6f810b18d','2026-11-22 05:00:35.882117','b.txt',NULL,'2017-01-13',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]','[["number", 0, 8]]','["Không có số"]','[]','NUL 0000 d800
');
CREATE INDEX ix_version_plan_id ON version (plan_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('version',3);
COMMIT;
