"""Names of the communities of an outer London borough, for invented children. Most frequent first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Community:
    """`share` of the families; `first`: a given name that many boys of it bear before their own, and how many do."""

    name: str
    share: float
    boys: tuple[str, ...]
    girls: tuple[str, ...]
    surnames: tuple[str, ...]
    first: tuple[str, float] = ("", 0.0)
    double: float = 0.0  # share of families with two surnames


def _community(name: str, share: float, boys: str, girls: str, surnames: str, **more: object) -> Community:
    return Community(name, share, *(tuple(text.split()) for text in (boys, girls, surnames)), **more)  # type: ignore[arg-type]


COMMUNITIES = (
    _community(
        "English",
        0.5,
        "Oliver George Harry Jack Noah Charlie Thomas Alfie Leo Jacob Oscar Archie Freddie James William Joshua Henry"
        " Alexander Daniel Samuel Benjamin Joseph Edward Max Ethan Lucas Isaac Finley Riley Jayden Mason Callum Kian"
        " Matthew Michael Robert Andrew Christopher Anthony Nathan Reece Tyler Ryan Connor Liam Dylan Toby Harvey",
        "Olivia Amelia Isla Ava Emily Ella Poppy Mia Lily Grace Evie Sophia Charlotte Freya Elizabeth Florence Phoebe"
        " Rosie Daisy Chloe Jessica Millie Ruby Matilda Alice Isabelle Holly Megan Erin Lucy Katie Abigail Rebecca"
        " Hannah Madeleine Georgia Imogen Lola Eleanor Victoria Samantha Catherine Jennifer Natasha Nicole Lacey Paige",
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts"
        " Green Hall Wood Jackson Clarke Clark Harris Hughes Turner Cooper Hill Ward Moore Morris King Baker Harrison"
        " Morgan Allen James Scott Phillips Watson Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter"
        " Richardson Bailey Collins Bell Shaw Murphy Miller Cox Richards Khan Marshall Anderson Simpson Ellis Adams"
        " O'Brien O'Neill Fitzgerald Pemberton Whitlock Oakes Tennant Marlowe Hargreaves Sheppard Stubbs Dunmore",
        double=0.06,
    ),
    _community(
        "Pakistani and Bangladeshi",
        0.15,
        "Ali Ahmed Hassan Hussain Ibrahim Yusuf Abdullah Hamza Omar Bilal Zain Zayn Usman Rayyan Ayaan Ismail Adam"
        " Imran Faisal Saad Zakariya Musa Khalid Tariq Junaid Abdul Rahim Idris Eesa Sami Taha",
        "Fatima Aisha Maryam Khadija Zainab Hafsa Amina Safa Sumaiya Inaya Zara Sana Noor Hira Iqra Aaliyah Ayesha"
        " Maira Sadia Nadia Rabia Samira Nusrat Tahmina Farzana Anisa Humaira Laiba Amna Anaya Marwa Safiya",
        "Khan Ahmed Hussain Ali Begum Rahman Islam Miah Uddin Malik Akhtar Iqbal Hussein Mahmood Shah Choudhury"
        " Hoque Haque Mirza Butt Sheikh Raja Aslam Bibi Kazi Siddiqui Qureshi Chaudhry Alam Sarkar Bashir Rashid Aziz",
        first=("Muhammad", 0.4),
    ),
    _community(
        "Nigerian and Ghanaian",
        0.1,
        "David Daniel Emmanuel Samuel Joshua Michael Oluwaseun Tobi Ayodele Chukwuemeka Kwame Kofi Kwabena Ifeanyi"
        " Babatunde Olumide Femi Tunde Chidi Obinna Emeka Joseph Nathaniel Jeremiah Isaiah Elijah Kelvin Prince",
        "Grace Esther Deborah Oluwadamilola Temitope Chidera Ngozi Adaeze Blessing Favour Precious Abena Akosua Ama"
        " Adwoa Folake Yetunde Ifeoma Amarachi Chinonso Rachel Ruth Sarah Rebecca Naomi Michelle Victoria Joy",
        "Adeyemi Okafor Mensah Owusu Boateng Adebayo Okonkwo Balogun Oluwole Adeleke Asante Osei Appiah Ogunleye"
        " Eze Nwosu Obi Chukwu Afolabi Bello Akintola Ofori Agyeman Amoah Oyelaran Johnson Williams Ojo Olawale Igwe",
        double=0.1,
    ),
    _community(
        "Romanian and Moldovan",
        0.07,
        "Andrei Alexandru David Matei Stefan Gabriel Ionut Mihai Cristian Luca Darius Robert Vlad Rareș Ștefan Florin",
        "Maria Andreea Elena Ioana Sofia Alexandra Daria Gabriela Bianca Denisa Ana Mihaela Ștefania Larisa Raluca",
        "Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Rusu Munteanu Matei Marin Tudor Ciobanu Ilie Florea"
        " Lăcătuș Costache Moldovan Ștefan Țurcanu Bălan",
    ),
    _community(
        "Polish and Lithuanian",
        0.06,
        "Jakub Jan Szymon Filip Michał Mateusz Wojciech Tomasz Łukasz Krzysztof Lukas Matas Kajus Domas Jonas Nojus",
        "Zuzanna Julia Maja Zofia Hanna Aleksandra Katarzyna Małgorzata Emilia Gabija Emilija Austėja Ugnė Kamilė Ieva",
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Kazlauskas Petrauskas"
        " Jankauskas Stankevičius Butkus Žukauskas Paulauskas Woźniak Dąbrowski",
    ),
    _community(
        "Sikh and Hindu",
        0.05,
        "Arjun Harpreet Gurpreet Manpreet Jaspreet Aarav Rohan Dev Kiran Simranjit Amandeep Krish Dhruv Vivaan Nikhil",
        "Simran Jasleen Harleen Priya Anjali Diya Kavya Manpreet Navneet Rajveer Riya Ishika Amrit Meera Pooja",
        "Singh Kaur Patel Sharma Shah Gill Sandhu Dhillon Sahota Grewal Mehta Desai Joshi Kumar Bains Virdee",
        double=0.08,
    ),
    _community(
        "Somali and Arab",
        0.04,
        "Abdirahman Mohamed Abdi Yahya Mustafa Khalid Ayub Zakaria Abdullahi Mahad Liban Guled Said Walid Youssef",
        "Hodan Ifrah Hibo Amal Asha Sahra Nimco Fadumo Ayan Maryan Khadra Salma Yasmin Layla Rania Hanan",
        "Mohamed Ali Hassan Abdi Warsame Osman Farah Omar Yusuf Ahmed Jama Hussein Nur Haddad Mansour Khalil Aden Elmi",
        first=("Mohamed", 0.25),
        double=0.3,
    ),
    _community(
        "Other",
        0.03,
        "Diego Mateus Thiago Emir Mehmet Emre Ardit Erion Minh Duc Wei Jun Georgios Nikolaos Dimitar Ivan Oleksandr",
        "Camila Valentina Beatriz Zeynep Elif Ayşe Arta Linh Mai Xin Yi Eleni Viktoria Daria Oksana Inês Lucía",
        "Silva Santos García López Martínez Fernández Yılmaz Kaya Demir Hoxha Krasniqi Nguyen Tran Le Chen Wong Li"
        " Papadopoulos Ivanov Petrov Shevchenko Kovalenko Rodríguez Pereira",
        double=0.4,
    ),
)

# Other ways to write a name, for the referrer who does; not the table that the matching knows.
RESPELT = {
    "muhammad": "Mohammed Mohammad Muhammed Mohamed",
    "mohamed": "Muhammad Mohammed Mohamud",
    "ahmed": "Ahmad Ahmet",
    "hussain": "Husain Hussein",
    "hussein": "Hussain Hossain",
    "hassan": "Hasan",
    "yusuf": "Yousuf Yusef Youssef",
    "youssef": "Yusuf",
    "ibrahim": "Ebrahim Ibraheem",
    "aisha": "Ayesha Aysha Aishah",
    "ayesha": "Aisha",
    "khadija": "Khadijah Kadija",
    "fatima": "Fatema Fatimah",
    "maryam": "Mariam Maryum",
    "zainab": "Zaynab Zeinab",
    "omar": "Umar Omer",
    "usman": "Osman Uthman",
    "osman": "Usman",
    "khalid": "Khaled",
    "zakariya": "Zakaria Zakariyah",
    "sumaiya": "Sumayyah Sumaya",
    "choudhury": "Chowdhury Choudhry",
    "chaudhry": "Choudhry Chaudhary",
    "rahman": "Rehman Rahmaan",
    "uddin": "Udin",
    "qureshi": "Quraishi Kureshi",
    "iqbal": "Ikbal",
    "jakub": "Jacub Yakub",
    "szymon": "Simon Shimon",
    "kowalski": "Kowalska",
    "petrauskas": "Petrauskaite",
    "kazlauskas": "Kazlauskaite",
    "stefan": "Stephan Stefen",
    "alexandru": "Alexandro Alexander",
    "aleksandra": "Alexandra",
    "andrei": "Andrey Andrej",
    "katarzyna": "Katarzina",
    "oleksandr": "Aleksandr Alexander",
    "catherine": "Katherine Kathryn",
    "isabelle": "Isabel Isobelle",
    "sophia": "Sofia",
    "mohammed": "Muhammad",
    "ayşe": "Ayse Aysha",
    "abdirahman": "Abdurahman Abdulrahman",
    "gheorghe": "George",
    "daniel": "Danial",
    "eleanor": "Elinor",
}

SHORT = {
    "oliver": "Ollie",
    "thomas": "Tom Tommy",
    "james": "Jim Jamie",
    "william": "Will Billy Liam",
    "joshua": "Josh",
    "alexander": "Alex Xander",
    "daniel": "Dan Danny",
    "samuel": "Sam",
    "benjamin": "Ben",
    "joseph": "Joe Joey",
    "edward": "Ed Teddy",
    "matthew": "Matt",
    "michael": "Mike Mikey",
    "robert": "Rob Bobby",
    "andrew": "Andy",
    "christopher": "Chris",
    "anthony": "Tony",
    "nathan": "Nate",
    "amelia": "Millie Amy",
    "charlotte": "Lottie Charlie",
    "elizabeth": "Liz Lizzie Beth",
    "jessica": "Jess",
    "matilda": "Tilly",
    "isabelle": "Izzy Bella",
    "abigail": "Abi",
    "rebecca": "Becky",
    "madeleine": "Maddie",
    "eleanor": "Ellie",
    "victoria": "Vicky Tori",
    "samantha": "Sam",
    "catherine": "Kate Cathy",
    "jennifer": "Jenny",
    "natasha": "Tasha",
    "muhammad": "Mo",
    "mohamed": "Mo",
    "zuzanna": "Zuzia",
    "jakub": "Kuba",
    "alexandru": "Alex",
    "alexandra": "Alex Sandra",
    "oluwaseun": "Seun",
    "chukwuemeka": "Emeka",
    "temitope": "Temi",
    "nathaniel": "Nate Nat",
    "deborah": "Debbie",
    "emily": "Em",
    "georgia": "Georgie",
    "gabriel": "Gabe",
    "simranjit": "Simran",
}
