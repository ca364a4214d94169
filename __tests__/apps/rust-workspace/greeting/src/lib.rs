pub fn of(place: &str) -> String {
    format!("{} from {place}", env!("GREETING"))
}
